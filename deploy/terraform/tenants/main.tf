# A tenant of Weir is an entry in weir.yaml: there is no API that makes one, and no record on Kafka. So this makes no
# resource. It checks the tenants and renders the part of weir.yaml that names them; only digests of tokens come in
# here, so nothing secret is in a state. The bridges read it when they start.

terraform {
  required_version = ">= 1.9.0"
}

variable "tenants" {
  description = "By name. sources: the SHA-256 of each token (printf %s TOKEN | sha256sum) by the name of what sends with it, and may only send. tokens: further ones, for people or while one is replaced by another. quota: as in weir.yaml."
  type = map(object({
    sources = optional(map(string), {})
    tokens = optional(list(object({
      sha256 = string
      source = optional(string)
      role   = optional(string, "ingest")
    })), [])
    quota = optional(map(number), {})
    rules = optional(string)
    glpi = optional(object({
      entity      = number
      category    = optional(number)
      assignGroup = optional(number)
      requester   = optional(number)
      requestType = optional(number)
    }))
    awx = optional(object({
      organization = string
      templates    = list(string)
    }))
  }))

  validation {
    condition     = length(var.tenants) > 0 && alltrue([for name, tenant in var.tenants : can(regex("^[a-z0-9][a-z0-9_-]{0,62}$", name))])
    error_message = "Expected at least one tenant, each named by lower-case letters, digits, - and _, at most 63."
  }

  validation {
    condition     = alltrue([for tenant in var.tenants : length(tenant.sources) + length(tenant.tokens) > 0])
    error_message = "Expected at least one token for each tenant."
  }

  validation {
    condition     = alltrue(flatten([for tenant in var.tenants : [for digest in concat(values(tenant.sources), tenant.tokens[*].sha256) : can(regex("^[0-9a-f]{64}$", digest))]]))
    error_message = "Expected the SHA-256 of each token, 64 lower-case hex digits; never the token itself."
  }

  validation {
    condition     = length(distinct([for tenant in var.tenants : tenant.glpi == null])) == 1
    error_message = "Either every tenant has glpi or none has: weir.yaml has a glpi section, or it has not."
  }

  validation {
    condition = length(flatten([for tenant in var.tenants : concat(values(tenant.sources), tenant.tokens[*].sha256)])) == length(distinct(
      flatten([for tenant in var.tenants : concat(values(tenant.sources), tenant.tokens[*].sha256)])
    ))
    error_message = "The same token is there twice: give each source of each tenant one of its own."
  }

  validation {
    condition     = alltrue(flatten([for tenant in var.tenants : [for token in tenant.tokens : contains(["ingest", "operator", "admin"], token.role)]]))
    error_message = "Expected the role of a token to be ingest, operator or admin."
  }
}

locals {
  intake = { for name, tenant in var.tenants : name => merge(
    {
      name = name
      tokens = concat(
        [for source, digest in tenant.sources : { sha256 = digest, source = source, role = "ingest" }],
        [for token in tenant.tokens : { for key, value in token : key => value if value != null }],
      )
    },
    length(tenant.quota) == 0 ? {} : { quota = tenant.quota },
    tenant.rules == null ? {} : { rules = tenant.rules },
  ) }

  all = [for name, tenant in var.tenants : merge(
    local.intake[name],
    tenant.glpi == null ? {} : { glpi = { for key, value in tenant.glpi : key => value if value != null } },
    tenant.awx == null ? {} : { awx = tenant.awx },
  )]

  # what the deliver job's settings name by tenant
  glpi = { for name, tenant in var.tenants : name => { for key, value in tenant.glpi : key => value if value != null } if tenant.glpi != null }
  awx  = { for name, tenant in var.tenants : name => tenant.awx if tenant.awx != null }
}

output "weir_yaml" {
  description = "The key tenants of a weir.yaml for weir up and weir submit."
  value       = yamlencode({ tenants = local.all })
}

output "bridge_yaml" {
  description = "The same for a bridge whose jobs have settings of their own (Kubernetes): nothing of GLPI and AWX."
  value       = yamlencode({ tenants = values(local.intake) })
}

output "glpi_tenants" {
  description = "glpi.tenants in the settings of the deliver job, JSON."
  value       = jsonencode(local.glpi)
}

output "awx_tenants" {
  description = "awx.tenants in the settings of the deliver job, JSON."
  value       = jsonencode(local.awx)
}
