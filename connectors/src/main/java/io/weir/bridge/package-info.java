/** The HTTP bridge: monitoring systems post to it, and what they say lies on Kafka before they get their answer. */
package io.weir.bridge;
