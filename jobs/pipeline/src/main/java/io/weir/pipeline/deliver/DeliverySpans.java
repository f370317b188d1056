package io.weir.pipeline.deliver;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.weir.core.Digest;
import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.settings.TracingSettings;
import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.TraceParent;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.NotifyOutcome;
import io.weir.tracing.LogContext;
import io.weir.tracing.Tracing;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * The spans of one task, and what its calls log about. What was decided is recorded here, from the times in the records:
 * the correlate job has no clock to ask, and what it decided twice is one decision. Ids of those spans are hashes of what
 * was decided, so that whoever goes on from there need not have seen them.
 */
final class DeliverySpans implements AutoCloseable {
    private static final int ID_DIGITS = 16;
    private static final AttributeKey<String> TENANT_KEY = AttributeKey.stringKey("weir.tenant");
    private static final AttributeKey<String> INCIDENT_KEY = AttributeKey.stringKey("weir.incident.id");

    private final Tracing tracing;

    private DeliverySpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Opens; {@code settings} null for no spans. */
    static DeliverySpans open(TracingSettings settings, MetricGroup task) {
        Tracing tracing = Tracing.open("weir-deliver", settings == null ? null : settings.options());
        if (tracing.isOn()) {
            task.addGroup("weir").gauge("spansExported", tracing::exported);
            task.addGroup("weir").gauge("spansLost", tracing::lost);
        }
        return new DeliverySpans(tracing);
    }

    /** A revision was decided. Its time is that from the first alert on for the first one, and an instant for others. */
    void decided(DecidedRevision revision) {
        if (tracing.isOn()) {
            decided(revision.incident());
        }
    }

    private void decided(Incident incident) {
        TraceParent parent = parent(incident.trace());
        if (parent != null) {
            tracing.record(
                    "incident " + incident.kind().name().toLowerCase(Locale.ROOT),
                    SpanKind.CONSUMER,
                    parent,
                    id(incident.tenant(), incident.incidentId(), Long.toString(incident.revision())),
                    incident.revision() == 1 ? incident.openedAt() : incident.updatedAt(),
                    incident.updatedAt(),
                    about(incident.tenant(), incident.incidentId())
                            .put("weir.incident.revision", incident.revision())
                            .put("weir.incident.reason", incident.reason())
                            .put("weir.incident.alerts", incident.memberCount())
                            .build());
        }
    }

    /** A playbook was asked for, or refused. */
    void decided(Remediation remediation) {
        TraceParent parent = parent(remediation.trace());
        if (parent != null) {
            tracing.record(
                    "playbook " + remediation.kind().name().toLowerCase(Locale.ROOT),
                    SpanKind.CONSUMER,
                    parent,
                    id(
                            remediation.tenant(),
                            remediation.remediationId(),
                            remediation.kind().name()),
                    remediation.requestedAt(),
                    remediation.requestedAt(),
                    about(remediation.tenant(), remediation.incidentId())
                            .put("weir.remediation.id", remediation.remediationId())
                            .put("weir.remediation.template", remediation.template())
                            .build());
        }
    }

    /** Makes a call about a ticket. */
    TicketOutcome ticket(TicketOrder order, String operation, Supplier<TicketOutcome> call) {
        Incident incident = order.desired();
        TraceParent above = below(
                parent(incident.trace()), incident.tenant(), incident.incidentId(), Long.toString(incident.revision()));
        Attributes said = about(incident.tenant(), incident.incidentId())
                .put("weir.incident.revision", incident.revision())
                .build();
        return within("ticket " + operation, above, said, incident.trace(), call, DeliverySpans::said);
    }

    /** Makes a call about a playbook. Asking how a job stands is not recorded until it has ended. */
    RunnerCall.Answer runner(RunnerCall call, Supplier<RunnerCall.Answer> ask) {
        Remediation request = call.request();
        TraceParent above = below(
                parent(request.trace()), request.tenant(), request.remediationId(), Remediation.Kind.REQUESTED.name());
        Attributes said = about(request.tenant(), request.incidentId())
                .put("weir.remediation.id", request.remediationId())
                .build();
        if (!(call instanceof RunnerCall.Poll)) {
            String name = "playbook " + call.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return within(name, above, said, request.trace(), ask, DeliverySpans::said);
        }
        RunnerCall.Answer answer =
                about(request.tenant(), request.incidentId(), request.trace()).call(ask);
        if (answer.job() != null && answer.job().finished()) {
            within("playbook ended", above, said, request.trace(), () -> answer, DeliverySpans::said);
        }
        return answer;
    }

    /** Tells people. */
    NotifyOutcome notification(Notification told, Supplier<NotifyOutcome> call) {
        TraceParent above =
                below(parent(told.trace()), told.tenant(), told.incidentId(), Long.toString(told.revision()));
        Attributes said = about(told.tenant(), told.incidentId())
                .put("weir.channel", told.channel())
                .put("weir.phase", told.phase())
                .build();
        return within("notification", above, said, told.trace(), call, DeliverySpans::said);
    }

    /** What log lines about it say. */
    static LogContext about(String tenant, String incidentId, String trace) {
        TraceParent place = TraceParent.read(trace);
        return new LogContext(tenant, incidentId, place == null ? null : place.traceId());
    }

    private <T> T within(
            String name, TraceParent above, Attributes said, String trace, Supplier<T> call, BiConsumer<Span, T> says) {
        LogContext about = about(said.get(TENANT_KEY), said.get(INCIDENT_KEY), trace);
        if (above == null) {
            return about.call(call);
        }
        Span span = tracing.span(name, SpanKind.INTERNAL, above)
                .setAllAttributes(said)
                .startSpan();
        try {
            T outcome = tracing.within(span, () -> about.call(call));
            says.accept(span, outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            bad(span, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }

    private static void said(Span span, TicketOutcome outcome) {
        if (outcome instanceof TicketOutcome.Done done) {
            good(span, done.action().word());
            span.setAttribute("weir.ticket.id", done.ticketId());
        } else if (outcome instanceof TicketOutcome.Retry retry) {
            bad(span, retry.reason());
        } else if (outcome instanceof TicketOutcome.Failed failed) {
            bad(span, failed.reason());
        }
    }

    private static void said(Span span, RunnerCall.Answer answer) {
        answer.say(ok -> good(span, ok), wrong -> bad(span, wrong));
        if (answer.jobId() != null) {
            span.setAttribute("weir.job.id", answer.jobId());
        }
    }

    private static void said(Span span, NotifyOutcome outcome) {
        if (outcome instanceof NotifyOutcome.Sent) {
            good(span, "sent");
        } else if (outcome instanceof NotifyOutcome.Retry retry) {
            bad(span, retry.reason());
        } else if (outcome instanceof NotifyOutcome.Failed failed) {
            bad(span, failed.reason());
        }
    }

    private static void good(Span span, String outcome) {
        span.setAttribute("weir.outcome", outcome);
    }

    private static void bad(Span span, String outcome) {
        span.setAttribute("weir.outcome", outcome);
        span.setStatus(StatusCode.ERROR, outcome);
    }

    private TraceParent parent(String trace) {
        return tracing.isOn() ? TraceParent.sampled(trace) : null;
    }

    /** The place of what was decided; null where nothing is recorded. */
    private static TraceParent below(TraceParent parent, String... decided) {
        return parent == null ? null : new TraceParent(parent.traceId(), id(decided), true);
    }

    private static String id(String... decided) {
        return Digest.of(ID_DIGITS, decided);
    }

    private static AttributesBuilder about(String tenant, String incidentId) {
        return Attributes.builder().put(TENANT_KEY, tenant).put(INCIDENT_KEY, incidentId);
    }

    @Override
    public void close() {
        tracing.close();
    }
}
