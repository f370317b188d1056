package io.weir.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes spans to the exporter on a thread of its own, at most so many at once. Whoever ends a span never waits: beyond
 * the bound, or when the collector does not take them, spans are lost and counted. The batch processor would drop by
 * itself, but tells of it only in metrics whose names still change.
 */
final class BoundedExport implements SpanProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedExport.class);
    private static final long TELL_EVERY_NS = TimeUnit.MINUTES.toNanos(1);
    /** It logs every failure with its stack trace, past the log's own form; what matters is said here. */
    private static final java.util.logging.Logger ITS_OWN = java.util.logging.Logger.getLogger("io.opentelemetry");

    static {
        ITS_OWN.setLevel(Level.OFF);
    }

    private final int most;
    private final BatchSpanProcessor batches;
    private final AtomicInteger underway = new AtomicInteger();
    private final AtomicLong exported = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - TELL_EVERY_NS);

    /**
     * An export.
     *
     * @param most spans that wait or are being sent
     * @param timeout for one batch
     */
    BoundedExport(SpanExporter exporter, int most, Duration timeout) {
        this.most = most;
        this.batches = BatchSpanProcessor.builder(new Counted(exporter))
                .setMaxQueueSize(most)
                .setMaxExportBatchSize(Math.min(most, 512))
                .setScheduleDelay(Duration.ofSeconds(1))
                .setExporterTimeout(timeout)
                .build();
    }

    /** Spans that the collector took. */
    long exported() {
        return exported.get();
    }

    /** Spans that nobody will see. */
    long lost() {
        return lost.get();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (underway.incrementAndGet() > most) {
            underway.decrementAndGet();
            lost.incrementAndGet();
        } else {
            batches.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // nothing is added to a span
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    private void tell() {
        long last = toldAt.get();
        if (System.nanoTime() - last >= TELL_EVERY_NS && toldAt.compareAndSet(last, System.nanoTime())) {
            LOG.warn("the collector does not take spans; {} are lost so far", lost.get());
        }
    }

    private final class Counted implements SpanExporter {
        private final SpanExporter exporter;

        Counted(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int count = spans.size();
            CompletableResultCode result = exporter.export(spans);
            result.whenComplete(() -> {
                underway.addAndGet(-count);
                (result.isSuccess() ? exported : lost).addAndGet(count);
                if (!result.isSuccess()) {
                    tell();
                }
            });
            return result;
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
