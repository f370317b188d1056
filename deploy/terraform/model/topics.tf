# What is to be on Kafka, without a provider: so it can be planned, and compared with the Kubernetes manifests, anywhere.

terraform {
  required_version = ">= 1.9.0"
}

# as the bridge would create them, and checks them at its start
locals {
  day_ms = 24 * 60 * 60 * 1000

  kinds = {
    "weir.alerts"       = { compacted = false, append_time = true, days = var.alert_retention_days }
    "weir.directives"   = { compacted = true, append_time = true, days = null }
    "weir.incidents"    = { compacted = false, append_time = false, days = var.retention_days }
    "weir.remediations" = { compacted = false, append_time = false, days = var.retention_days }
    "weir.receipts"     = { compacted = false, append_time = false, days = var.retention_days }
    "weir.decisions"    = { compacted = false, append_time = false, days = var.retention_days }
    "weir.dead-letters" = { compacted = false, append_time = false, days = var.retention_days }
    "weir.control"      = { compacted = true, append_time = false, days = null }
    "weir.retries"      = { compacted = false, append_time = false, days = var.retention_days }
  }
}

output "topics" {
  description = "By name: partitions, replicas and configuration."
  value = { for name, kind in local.kinds : name => {
    partitions = kind.compacted ? 1 : var.partitions
    replicas   = var.replication
    config = merge(
      {
        "cleanup.policy"    = kind.compacted ? "compact" : "delete"
        "max.message.bytes" = "8388608"
      },
      kind.compacted ? {} : { "retention.ms" = tostring(kind.days * local.day_ms) },
      kind.append_time ? { "message.timestamp.type" = "LogAppendTime" } : {},
      var.replication >= 3 ? { "min.insync.replicas" = "2" } : {},
    )
  } }
}
