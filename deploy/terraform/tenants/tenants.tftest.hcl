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

run "renders_roles_two_tokens_of_a_source_and_quotas" {
  command = plan

  variables {
    tenants = {
      acme = {
        sources = { alertmanager = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
        tokens = [
          { sha256 = "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014", source = "alertmanager" },
          { sha256 = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", role = "admin" },
        ]
        quota = { alertsPerSecond = 50 }
      }
    }
  }

  assert {
    condition     = yamldecode(output.weir_yaml).tenants[0].tokens[*].role == ["ingest", "ingest", "admin"]
    error_message = "the roles are not rendered"
  }

  assert {
    condition     = yamldecode(output.weir_yaml).tenants[0].quota.alertsPerSecond == 50 && !contains(keys(yamldecode(output.weir_yaml).tenants[0].tokens[2]), "source")
    error_message = "the quota is not rendered, or a source that nobody named is"
  }
}

run "refuses_a_role_that_weir_refuses" {
  command = plan

  variables {
    tenants = { acme = { tokens = [{ sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", role = "root" }] } }
  }

  expect_failures = [var.tenants]
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
