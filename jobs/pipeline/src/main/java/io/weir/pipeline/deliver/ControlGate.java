package io.weir.pipeline.deliver;

import io.weir.core.directives.DowntimeWindow;
import io.weir.core.execute.GuardRefusal;
import io.weir.core.execute.Guardrails;
import io.weir.schema.Control;
import io.weir.schema.Remediation;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds launches that a brake or a downtime forbids, and all of them while it is not known whether one does: the right
 * way to fail is not to start anything.
 */
final class ControlGate implements LaunchGate {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGate.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final ControlView controls;
    private final InstantSource clock;

    ControlGate(ControlView controls, InstantSource clock) {
        this.controls = controls;
        this.clock = clock;
    }

    @Override
    public LaunchOutcome hold(Remediation request) {
        if (!controls.readable()) {
            LOG.warn("{} waits: brakes and downtimes cannot be read", request.remediationId());
            return new LaunchOutcome.Retry("control-unreadable", LOOK_AGAIN);
        }
        GuardRefusal no = refusal(request, clock.millis());
        return no == null ? null : new LaunchOutcome.Refused(no.reason(), no.detail());
    }

    /**
     * What forbids it as far as is known; null when nothing does.
     *
     * @param now milliseconds since the epoch
     */
    GuardRefusal refusal(Remediation request, long now) {
        Control brake = controls.brake(request.tenant());
        if (brake != null) {
            String whose = brake.tenant() == null ? "for all tenants" : "for this tenant";
            return new GuardRefusal(
                    Guardrails.BRAKE,
                    "Stopped " + whose + " by " + (brake.by() == null ? "somebody" : brake.by()) + " at "
                            + Instant.ofEpochMilli(brake.at())
                            + (brake.reason() == null ? "." : ": " + brake.reason()));
        }
        DowntimeWindow window = controls.downtime(request.tenant(), request.labels(), now);
        if (window != null) {
            String why = window.downtime().comment();
            return new GuardRefusal(
                    Guardrails.IN_DOWNTIME,
                    "Downtime " + window.id() + " until " + Instant.ofEpochMilli(window.to())
                            + (why == null || why.isBlank() ? "." : ": " + why));
        }
        return null;
    }
}
