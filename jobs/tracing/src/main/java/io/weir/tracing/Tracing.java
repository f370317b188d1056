package io.weir.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.weir.schema.TraceParent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Spans of one part of Weir, and their way to the collector. Where it is off, nothing is recorded and nothing is made. */
public final class Tracing implements AutoCloseable {
    /** Spans that wait or are being sent. */
    static final int MOST_SPANS = 4096;

    private static final int LONGEST_VALUE = 256;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LAST_FLUSH = Duration.ofSeconds(2);
    private static final Tracing OFF = new Tracing(null, null, null);

    private final SdkTracerProvider provider;
    private final BoundedExport export;
    private final GivenIds ids;
    private final Tracer tracer;

    private Tracing(SdkTracerProvider provider, BoundedExport export, GivenIds ids) {
        this.provider = provider;
        this.export = export;
        this.ids = ids;
        this.tracer = provider == null ? null : provider.get("io.weir");
    }

    /** No traces. */
    public static Tracing off() {
        return OFF;
    }

    /**
     * Opens the way to the collector; it need not be there.
     *
     * @param service name of the part, {@code weir-bridge} for example
     * @param options null for no traces
     */
    public static Tracing open(String service, TracingOptions options) {
        if (options == null) {
            return OFF;
        }
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(options.url())
                .setCompression("gzip")
                .setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                // what a collector does not take at once is lost: repeats would hold up what comes after
                .setRetryPolicy(null);
        options.headers().forEach(exporter::addHeader);
        BoundedExport export = new BoundedExport(exporter.build(), MOST_SPANS, TIMEOUT);
        GivenIds ids = new GivenIds();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", service)
                        .put("service.namespace", "weir")
                        .build()))
                .setIdGenerator(ids)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(options.sample())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_VALUE)
                        .build())
                .addSpanProcessor(export)
                .build();
        return new Tracing(provider, export, ids);
    }

    /** Whether anything is recorded at all. */
    public boolean isOn() {
        return provider != null;
    }

    /**
     * A span to be started.
     *
     * @param parent null for a trace of its own, which is sampled
     */
    public SpanBuilder span(String name, SpanKind kind, TraceParent parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(context(parent));
    }

    /**
     * Records a span whose id was told beforehand. Recorded twice, it is the same span.
     *
     * @param id 16 hex digits, not all 0
     * @param startMs milliseconds since the epoch
     * @param endMs milliseconds since the epoch
     */
    public void record(
            String name, SpanKind kind, TraceParent parent, String id, long startMs, long endMs, Attributes said) {
        Span span;
        ids.give(id);
        try {
            span = span(name, kind, parent)
                    .setAllAttributes(said)
                    .setStartTimestamp(startMs, TimeUnit.MILLISECONDS)
                    .startSpan();
        } finally {
            ids.clear();
        }
        span.end(Math.max(startMs, endMs), TimeUnit.MILLISECONDS);
    }

    /** Does something on this thread; each {@link RequestSpan} meanwhile is a child of this span. */
    public <T> T within(Span span, Supplier<T> work) {
        return Context.root()
                .with(span)
                .with(RequestSpan.TRACER, tracer)
                .wrapSupplier(work)
                .get();
    }

    /** The place of a span, to be handed on; null when it is not recorded. */
    public static TraceParent place(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isSampled() ? new TraceParent(context.getTraceId(), context.getSpanId(), true) : null;
    }

    private static Context context(TraceParent parent) {
        return parent == null
                ? Context.root()
                : Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                parent.traceId(),
                                parent.spanId(),
                                parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                                TraceState.getDefault())));
    }

    /** Spans that the collector took. */
    public long exported() {
        return export == null ? 0 : export.exported();
    }

    /** Spans that are lost: the collector was away or slow. */
    public long lost() {
        return export == null ? 0 : export.lost();
    }

    /** Sends what waits, for at most two seconds. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(LAST_FLUSH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
