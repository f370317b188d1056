package io.weir.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/**
 * The span of one request that we send, a child of what the thread is at; nothing where the thread is at nothing that is
 * traced. It has the method and the kind of thing that is asked for, never the address, a token or a body.
 */
public final class RequestSpan implements AutoCloseable {
    static final ContextKey<Tracer> TRACER = ContextKey.named("weir-tracer");

    private static final RequestSpan NONE = new RequestSpan(Span.getInvalid());

    private final Span span;

    private RequestSpan(Span span) {
        this.span = span;
    }

    /**
     * Begins.
     *
     * @param target whom we ask, {@code glpi} for example
     * @param operation method and kind of thing, {@code POST Ticket} for example
     */
    public static RequestSpan begin(String target, String operation) {
        Context context = Context.current();
        Tracer tracer = context.get(TRACER);
        return tracer == null
                ? NONE
                : new RequestSpan(tracer.spanBuilder(target + " " + operation)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("peer.service", target)
                        .startSpan());
    }

    /** It was answered. */
    public void answered(int status) {
        span.setAttribute("http.response.status_code", status);
        if (status >= 400) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** It got no answer; {@code why} is a word, not a message. */
    public void failed(String why) {
        span.setAttribute("error.type", why);
        span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void close() {
        span.end();
    }
}
