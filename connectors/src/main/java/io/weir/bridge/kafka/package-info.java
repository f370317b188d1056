/** The bridge's side of Kafka: the topics, the one producer, the ticks, the directives. */
package io.weir.bridge.kafka;
