/** The correlate job over history, on files or on Kafka: nothing here can write anywhere but into result files. */
package io.weir.pipeline.replay;
