/** A real standalone Flink and a Kafka on this machine. */
package io.weir.app.cluster;
