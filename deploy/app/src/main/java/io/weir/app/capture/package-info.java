/** Captures: what sources posted, and the directives beside it, as lines of JSON; written from Kafka, read by a replay. */
package io.weir.app.capture;
