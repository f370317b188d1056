variable "partitions" {
  description = "Of every topic but weir.directives and weir.control, which have one. Cannot be lowered later."
  type        = number
  default     = 12
}

variable "replication" {
  description = "Copies of each partition; with 3 or more, two of them must have a record before it counts."
  type        = number
  default     = 3
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

variable "passwords" {
  description = "Kafka passwords of weir-bridge, weir-correlate and weir-deliver (SCRAM-SHA-512). Not kept in the state."
  type        = map(string)
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = alltrue([for user in ["weir-bridge", "weir-correlate", "weir-deliver"] : length(lookup(var.passwords, user, "")) >= 24])
    error_message = "Expected a password of at least 24 characters for each of weir-bridge, weir-correlate and weir-deliver."
  }
}

variable "password_version" {
  description = "Raise it to have changed passwords written."
  type        = string
  default     = "1"
}
