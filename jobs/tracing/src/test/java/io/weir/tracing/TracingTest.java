package io.weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.weir.schema.TraceParent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@link Tracing}. */
class TracingTest {
    private static final TraceParent SAMPLED =
            TraceParent.read("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static final TraceParent NOT_SAMPLED =
            TraceParent.read("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");

    @Test
    void spans_are_sent_and_counted() throws IOException {
        AtomicInteger posts = new AtomicInteger();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            posts.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (Tracing tracing = open(collector.getAddress().getPort(), 0)) {
            one(tracing, SAMPLED);
            one(tracing, NOT_SAMPLED);
            one(tracing, null);

            await().untilAsserted(() -> assertThat(tracing.exported()).isEqualTo(1));
            assertThat(tracing.lost()).isZero();
            assertThat(posts).hasValue(1);
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void a_collector_that_takes_a_call_and_never_answers_holds_nobody_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Tracing tracing = open(silent.getLocalPort(), 1)) {
            int spans = 3 * Tracing.MOST_SPANS;
            for (int i = 0; i < spans; i++) {
                one(tracing, SAMPLED);
            }

            // what is beyond the bound is lost at once, what was under way when the call is given up
            assertThat(tracing.lost()).isGreaterThanOrEqualTo(spans - 2L * Tracing.MOST_SPANS);
            await().atMost(Duration.ofSeconds(30)).until(() -> tracing.lost() > spans - (long) Tracing.MOST_SPANS);
            assertThat(tracing.exported()).isZero();
        }
    }

    @Test
    void a_collector_that_is_not_there_costs_the_spans_only() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (Tracing tracing = open(port, 1)) {
            one(tracing, SAMPLED);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(tracing.lost()).isEqualTo(1));
        }
    }

    @Test
    void a_span_gets_the_id_that_was_told_beforehand_and_the_next_one_another() {
        try (Tracing tracing = open(1, 1)) {
            tracing.record("decided", SpanKind.CONSUMER, SAMPLED, "1234567890abcdef", 1_000, 2_000, Attributes.empty());
            Span span = tracing.span("next", SpanKind.INTERNAL, SAMPLED).startSpan();

            assertThat(span.getSpanContext().getSpanId()).isNotEqualTo("1234567890abcdef");
            assertThat(Tracing.place(span).traceId()).isEqualTo(SAMPLED.traceId());
        }
    }

    @Test
    void options_name_no_secret_and_complete_the_address() {
        TracingOptions options = new TracingOptions("http://collector:4318/", 1, Map.of("Authorization", "canary"));

        assertThat(options.toString()).contains("Authorization").doesNotContain("canary");
        assertThat(options.url()).isEqualTo("http://collector:4318/v1/traces");
        assertThat(new TracingOptions("https://c/otlp/traces", 1, Map.of()).url())
                .isEqualTo("https://c/otlp/traces");
    }

    private static Tracing open(int port, double sample) {
        return Tracing.open("test", new TracingOptions("http://127.0.0.1:" + port, sample, Map.of()));
    }

    private static void one(Tracing tracing, TraceParent parent) {
        tracing.span("one", SpanKind.INTERNAL, parent).startSpan().end();
    }
}
