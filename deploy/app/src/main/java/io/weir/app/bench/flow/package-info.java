/** Rows about Weir as a whole: latency through all of it, replay, delivery, start. */
package io.weir.app.bench.flow;
