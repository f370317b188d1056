package io.weir.reporter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's Prometheus reporter behind a server that listens on 127.0.0.1 only; Flink's own listens on every address.
 */
public final class LoopbackMetrics extends AbstractPrometheusReporter {
    private final HTTPServer server;

    private LoopbackMetrics(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            server = new HTTPServer(address, registry(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Flink's metrics cannot listen on " + address, e);
        }
    }

    /** Flink keeps the registry to its own package. */
    private CollectorRegistry registry() {
        try {
            Field field = AbstractPrometheusReporter.class.getDeclaredField("registry");
            field.setAccessible(true);
            return (CollectorRegistry) field.get(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Flink keeps its metrics elsewhere", e);
        }
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }

    /** Makes the reporter; the property {@code port} is required. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            // Flink hands over numbers as it parsed them, not only text
            return new LoopbackMetrics(Integer.parseInt(String.valueOf(properties.get("port"))));
        }
    }
}
