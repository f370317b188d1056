variable "partitions" {
  description = "Of every topic but weir.directives and weir.control, which have one. Cannot be lowered later."
  type        = number
  default     = 12

  validation {
    condition     = var.partitions >= 1 && var.partitions <= 1024
    error_message = "Expected 1 to 1024 partitions."
  }
}

variable "replication" {
  description = "Copies of each partition; with 3 or more, two of them must have a record before it counts."
  type        = number
  default     = 3

  validation {
    condition     = var.replication >= 1 && var.replication <= 9
    error_message = "Expected 1 to 9 copies."
  }
}

variable "alert_retention_days" {
  description = "How long alerts are kept, and so how far back a replay can reach."
  type        = number
  default     = 14
}

variable "retention_days" {
  description = "How long incidents, remediations, receipts, decisions, dead letters and retries are kept."
  type        = number
  default     = 90
}
