/** The correlate job over recorded files, without Kafka. */
package io.weir.pipeline.replay;
