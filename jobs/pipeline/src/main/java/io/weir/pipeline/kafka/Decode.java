package io.weir.pipeline.kafka;

import io.weir.schema.Fold;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads records; one that cannot be read becomes a dead letter and the job goes on.
 *
 * @param <T> what is read
 * @param <O> what goes on
 */
final class Decode<T, O> extends ProcessFunction<LogRecord, O> {
    private static final long serialVersionUID = 1L;

    private final WireRef<T> format;
    private final Passage<T, O> passage;
    private final String stage;

    /**
     * A decoder.
     *
     * @param passage what goes on for a record, and for one that only tells the time
     * @param stage who gives up, for the dead letter
     */
    Decode(WireRef<T> format, Passage<T, O> passage, String stage) {
        this.format = format;
        this.passage = passage;
        this.stage = stage;
    }

    @Override
    public void processElement(LogRecord raw, Context context, Collector<O> out) {
        O next;
        try {
            Fold fold = Folds.in(raw);
            if (fold != null) {
                context.output(Folds.TAG, fold);
                return;
            }
            next = passage.of(read(raw.value()), raw);
        } catch (IOException | RuntimeException e) {
            context.output(DeadLetters.TAG, DeadLetters.unreadable(raw, stage, e));
            return;
        }
        if (next != null) {
            out.collect(next);
        }
    }

    private T read(byte[] value) throws IOException {
        // A tombstone says no more than a tick does.
        return value == null || Wire.isTick(value) ? null : format.wire().read(value);
    }

    /** What goes on: {@code record} is null when {@code raw}, as it was read, only tells the time; null drops it. */
    @FunctionalInterface
    interface Passage<T, O> extends Serializable {
        O of(T record, LogRecord raw);
    }
}
