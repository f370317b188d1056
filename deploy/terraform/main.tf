module "model" {
  source = "./model"

  partitions           = var.partitions
  replication          = var.replication
  alert_retention_days = var.alert_retention_days
  retention_days       = var.retention_days
}

resource "kafka_topic" "weir" {
  for_each = module.model.topics

  name               = each.key
  partitions         = each.value.partitions
  replication_factor = each.value.replicas
  config             = each.value.config

  lifecycle {
    prevent_destroy = true
  }
}

resource "kafka_user_scram_credential" "weir" {
  for_each = toset(module.model.users)

  username            = each.key
  scram_mechanism     = "SCRAM-SHA-512"
  password_wo         = var.passwords[each.key]
  password_wo_version = var.password_version
}

resource "kafka_acl" "weir" {
  for_each = module.model.acls

  acl_principal                = "User:${each.value.user}"
  acl_host                     = "*"
  acl_operation                = each.value.operation
  acl_permission_type          = "Allow"
  resource_type                = each.value.type
  resource_name                = each.value.name
  resource_pattern_type_filter = each.value.pattern
}
