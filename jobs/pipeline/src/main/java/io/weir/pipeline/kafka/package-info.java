/** Topics as streams and streams as topics; the log is the clock. */
package io.weir.pipeline.kafka;
