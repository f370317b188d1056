package io.weir.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Random ids, but for a span whose id was given beforehand: then whoever needs it as a parent can tell it by itself. */
final class GivenIds implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<String> given = new ThreadLocal<>();

    /** The next span of this thread gets this id. */
    void give(String spanId) {
        given.set(spanId);
    }

    /** Nothing is given any more. */
    void clear() {
        given.remove();
    }

    @Override
    public String generateSpanId() {
        String id = given.get();
        return id == null ? random.generateSpanId() : id;
    }

    @Override
    public String generateTraceId() {
        return random.generateTraceId();
    }
}
