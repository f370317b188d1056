# One user per part, each with what its code does and no more; the same as deploy/kubernetes/base/users.yaml.
locals {
  users = {
    # reads everything, writes all but decisions; makes, fills and drains the spill topics of tenants over their quota
    "weir-bridge" = concat(
      [{ type = "Topic", name = "weir.", pattern = "Prefixed", operations = ["Describe", "DescribeConfigs", "Read"] }],
      [for topic in ["alerts", "directives", "dead-letters", "control", "retries", "incidents", "remediations", "receipts"] :
        { type = "Topic", name = "weir.${topic}", pattern = "Literal", operations = ["Write"] }
      ],
      [
        { type = "Topic", name = "weir.spill.", pattern = "Prefixed", operations = ["Create", "Write"] },
        { type = "Group", name = "weir-spill", pattern = "Literal", operations = ["Describe", "Read"] },
      ],
    )

    # Read on what is written in transactions: Flink asks Kafka which producers are at work there (DescribeProducers)
    "weir-correlate" = concat(
      [for topic in ["alerts", "directives", "incidents", "remediations", "receipts", "decisions", "dead-letters"] :
        { type = "Topic", name = "weir.${topic}", pattern = "Literal", operations = ["Describe", "Read", "Write"] }
      ],
      [
        { type = "TransactionalID", name = "weir-correlate-", pattern = "Prefixed", operations = ["Describe", "Write"] },
        { type = "Group", name = "weir-correlate", pattern = "Literal", operations = ["Describe", "Read"] },
      ],
    )

    # cannot write an incident
    "weir-deliver" = concat(
      [for topic in ["incidents", "remediations", "retries", "directives"] :
        { type = "Topic", name = "weir.${topic}", pattern = "Literal", operations = ["Describe", "Read"] }
      ],
      [for topic in ["receipts", "dead-letters", "control"] :
        { type = "Topic", name = "weir.${topic}", pattern = "Literal", operations = ["Describe", "Read", "Write"] }
      ],
      [
        { type = "TransactionalID", name = "weir-deliver-", pattern = "Prefixed", operations = ["Describe", "Write"] },
        { type = "Group", name = "weir-deliver", pattern = "Literal", operations = ["Describe", "Read"] },
      ],
    )
  }
}

output "users" {
  description = "The users' names."
  value       = keys(local.users)
}

output "acls" {
  description = "What each user may do, by a name that stays the same."
  value = merge([for user, rules in local.users : merge([for rule in rules : {
    for operation in rule.operations : "${user}|${rule.type}|${rule.name}|${operation}" => {
      user      = user
      type      = rule.type
      name      = rule.name
      pattern   = rule.pattern
      operation = operation
    }
  }]...)]...)
}
