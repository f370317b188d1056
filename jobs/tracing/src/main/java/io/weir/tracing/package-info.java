/** Traces and the context of log lines: where OpenTelemetry is set up, and the only place that knows how. */
package io.weir.tracing;
