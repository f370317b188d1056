output "topics" {
  description = "Partition counts by topic: kafka.partitions in the settings of the jobs."
  value       = { for name, topic in kafka_topic.weir : name => topic.partitions }
}
