package io.weir.bridge.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.tracing.Tracing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;

/** What the bridge counts of itself. One per bridge, so that two in one JVM do not add up. */
public final class BridgeMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = counter(
            "weir_bridge_requests",
            "Answered requests, by HTTP status; over-quota: answered 503 since the tenant sent too many.",
            "route",
            "status");
    private final Counter alerts =
            counter("weir_bridge_alerts", "Alerts that lie on Kafka.", "tenant", "source", "status");
    private final Counter notices =
            counter("weir_bridge_notices", "Requests understood that hold no alert.", "tenant", "source", "notice");
    private final Counter truncated = counter(
            "weir_bridge_truncated_alerts",
            "Alerts that a sender says it left out (Alertmanager: set max_alerts to 0).",
            "tenant");
    private final Counter deadLetters =
            counter("weir_bridge_dead_letters", "Dead letters written.", "tenant", "source", "reason");
    private final Counter retries = counter("weir_bridge_retries", "Dead letters tried again.", "stage");
    private final Counter unauthenticated =
            counter("weir_bridge_unauthenticated_requests", "Requests without a known token.", "route");
    private final Counter writeFailures =
            counter("weir_bridge_kafka_write_failures", "Records that Kafka did not acknowledge.", "topic", "error");
    private final Counter ticks = counter("weir_bridge_ticks", "Clock ticks that lie on Kafka.", "topic");
    private final Counter evictions =
            counter("weir_bridge_view_evictions", "Entries the lists dropped to stay in bounds.", "kind");
    private final Counter unreadable =
            counter("weir_bridge_view_unreadable_records", "Records on Kafka that the lists cannot show.", "topic");
    private final Histogram ack = Histogram.builder()
            .name("weir_bridge_kafka_ack_seconds")
            .help("Time from handing the records of one request to the producer until Kafka had them all.")
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicUpperBounds(.002, .005, .01, .025, .05, .1, .25, .5, 1, 2)
            .register(registry);
    private final Gauge inFlight = Gauge.builder()
            .name("weir_bridge_in_flight_requests")
            .help("Requests that are read or wait for Kafka.")
            .register(registry);
    private final Gauge directiveWaits = Gauge.builder()
            .name("weir_bridge_directive_waits")
            .help("Changes of rules or downtimes that wait until they are in force.")
            .register(registry);

    /** Counts spans by what became of them; nothing where traces are off. */
    public void tracing(Tracing tracing) {
        if (tracing.isOn()) {
            CounterWithCallback.builder()
                    .name("weir_bridge_spans")
                    .help("Spans that the collector took, and those that are lost because it did not.")
                    .labelNames("outcome")
                    .callback(callback -> {
                        callback.call((double) tracing.exported(), "exported");
                        callback.call((double) tracing.lost(), "lost");
                    })
                    .register(registry);
        }
    }

    /** A counter of a part of the bridge that counts for itself. */
    Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /** A value that a part of the bridge sets for itself. */
    Gauge gauge(String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /** A value that is asked for when somebody looks. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** A request was answered with this HTTP status. */
    public void answered(String route, int status) {
        requests.labelValues(route, Integer.toString(status)).inc();
    }

    /** A request was answered 503 since its tenant sends more than its quota; Kafka and the bridge are well. */
    public void overQuota(String route) {
        requests.labelValues(route, "over-quota").inc();
    }

    /** An alert lies on Kafka. */
    public void accepted(Alert alert) {
        alerts.labelValues(alert.tenant(), alert.source(), alert.status() == AlertStatus.FIRING ? "firing" : "resolved")
                .inc();
    }

    /** A request was understood and holds no alert. */
    public void noticed(String tenant, String source, String notice) {
        notices.labelValues(tenant, source, notice).inc();
    }

    /** A sender left alerts out. */
    public void truncated(String tenant, long alertsLeftOut) {
        truncated.labelValues(tenant).inc(alertsLeftOut);
    }

    /** A dead letter lies on Kafka. */
    public void deadLetter(String tenant, String source, String reason) {
        deadLetters.labelValues(tenant, source, reason).inc();
    }

    /** A dead letter is tried again. */
    public void retried(String stage) {
        retries.labelValues(stage).inc();
    }

    /** A request came without a known token. */
    public void unauthenticated(String route) {
        unauthenticated.labelValues(route).inc();
    }

    /** A record was not acknowledged. */
    public void writeFailed(String topic, Throwable failure) {
        writeFailures.labelValues(topic, failure.getClass().getSimpleName()).inc();
    }

    /** A tick lies on Kafka. */
    public void ticked(String topic) {
        ticks.labelValues(topic).inc();
    }

    /** A list dropped an entry. */
    public void evicted(String kind) {
        evictions.labelValues(kind).inc();
    }

    /** A record could not be read. */
    public void unreadable(String topic) {
        unreadable.labelValues(topic).inc();
    }

    /** Kafka had all records of a request after this time. */
    public void acknowledged(long nanos) {
        ack.observe(nanos / 1e9);
    }

    /** Requests that are read or wait for Kafka. */
    public Gauge inFlight() {
        return inFlight;
    }

    /** Changes that wait until they are in force. */
    public Gauge directiveWaits() {
        return directiveWaits;
    }

    /** All of it in Prometheus' text format. */
    public byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
