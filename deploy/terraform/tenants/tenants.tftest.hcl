run "renders_what_weir_reads" {
  command = plan

  variables {
    tenants = {
      acme = {
        sources = { alertmanager = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
        glpi    = { entity = 3 }
      }
    }
  }

  assert {
    condition     = yamldecode(output.weir_yaml).tenants[0].tokens[0].source == "alertmanager"
    error_message = "the token's source is not rendered"
  }

  assert {
    condition     = yamldecode(output.weir_yaml).tenants[0].glpi == { entity = 3 } && output.glpi_tenants == "{\"acme\":{\"entity\":3}}"
    error_message = "the GLPI entity is not rendered, or keys without a value are"
  }
}

run "keeps_glpi_from_the_bridge" {
  command = plan

  variables {
    tenants = {
      acme = {
        sources = { alertmanager = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
        glpi    = { entity = 3 }
      }
    }
  }

  assert {
    condition     = !contains(keys(yamldecode(output.bridge_yaml).tenants[0]), "glpi")
    error_message = "a bridge without a glpi section refuses tenants that have one"
  }
}

run "refuses_a_token_instead_of_its_digest" {
  command = plan

  variables {
    tenants = { acme = { sources = { alertmanager = "secret-token" } } }
  }

  expect_failures = [var.tenants]
}

run "refuses_one_token_for_two_tenants" {
  command = plan

  variables {
    tenants = {
      one = { sources = { kuma = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" } }
      two = { sources = { kuma = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" } }
    }
  }

  expect_failures = [var.tenants]
}

run "refuses_a_name_that_weir_refuses" {
  command = plan

  variables {
    tenants = { "ACME GmbH" = { sources = { kuma = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" } } }
  }

  expect_failures = [var.tenants]
}
