package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.requested;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators, clients and stand-ins together, and in the end nothing but the checker's verdict. */
class EffectsTest {
    private static final String ID = "00aa11bb22cc33dd44ee";
    private static final String REMEDIATION = "rem-0123456789abcdef";

    private EffectsRig rig;

    @BeforeEach
    void begin() throws Exception {
        rig = new EffectsRig();
    }

    @AfterEach
    void verdict() throws Exception {
        assertThat(rig.findings()).as("the checker's verdict").isEmpty();
        rig.close();
    }

    @Test
    void aTicketFromItsCreationToItsSolution() throws Exception {
        deliver(1);
        deliver(2);
        rig.in(resolved(ID, 3));
        rig.until(() -> rig.shown(3));
    }

    @Test
    void aCreateThatIsDoneAfterTheCallerGaveUp() throws Exception {
        rig.sandbox.fault(
                Fault.glpi(FaultKind.DELAY_BEFORE).on("POST", "/Ticket").delayed(EffectsRig.LATE));
        deliver(1);
    }

    @Test
    void aCrashBeforeTheIntentIsDurable() throws Exception {
        EffectsRig.Saved before = rig.save();
        rig.noCheckpoints();
        Duration veryLate = EffectsRig.LATE.multipliedBy(5);
        rig.sandbox.fault(
                Fault.glpi(FaultKind.DELAY_BEFORE).on("POST", "/Ticket").delayed(veryLate));
        rig.in(open(ID, 1));
        rig.passFor(Duration.ofSeconds(8), this::creates);
        rig.crash(before);
        rig.sandbox.faults().clear();
        deliver(1);
    }

    @Test
    void aCrashWhileTheCreateIsOut() throws Exception {
        rig.sandbox.fault(
                Fault.glpi(FaultKind.MAINTENANCE_PAGE).on("POST", "/Ticket").times(-1));
        rig.in(open(ID, 1));
        rig.until(this::creates);
        EffectsRig.Saved meanwhile = rig.save();
        rig.crash(meanwhile);
        rig.sandbox.faults().clear();
        rig.until(() -> rig.shown(1));
    }

    @Test
    void aRevisionThatComesAfterANewerOne() throws Exception {
        deliver(1);
        rig.sandbox.fault(Fault.glpi(FaultKind.BAD_GATEWAY).on("GET", "/Ticket").times(-1));
        rig.in(open(ID, 3));
        rig.passFor(Duration.ofSeconds(1), () -> false);
        rig.in(open(ID, 2));
        rig.sandbox.faults().clear();
        rig.until(() -> rig.shown(3));
    }

    @Test
    void aRevisionWhileAFollowUpIsOnItsWay() throws Exception {
        deliver(1);
        rig.sandbox.fault(
                Fault.glpi(FaultKind.DELAY_BEFORE).on("POST", "/ITILFollowup").delayed(Duration.ofMillis(800)));
        rig.in(open(ID, 2));
        rig.passFor(Duration.ofSeconds(4), () -> rig.sandbox.faults().active().isEmpty());
        deliver(3);
    }

    @Test
    void aPageInsteadOfAnAnswerToAFollowUp() throws Exception {
        deliver(1);
        rig.sandbox.fault(Fault.glpi(FaultKind.MAINTENANCE_PAGE).on("POST", "/ITILFollowup"));
        deliver(2);
    }

    @Test
    void aFollowUpThatIsWrittenAndNotAnswered() throws Exception {
        deliver(1);
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("POST", "/ITILFollowup"));
        deliver(2);
    }

    @Test
    void aLaunchThatIsDoneAfterTheCallerGaveUp() throws Exception {
        rig.sandbox.fault(Fault.awx(FaultKind.DELAY_BEFORE)
                .on("POST", "/job_templates/*/launch")
                .delayed(EffectsRig.LATE));
        rig.in(requested(ID, REMEDIATION, System.currentTimeMillis() + 600_000));
        rig.until(() -> rig.told("succeeded"));
    }

    private boolean creates() {
        return rig.sandbox.requests().stream()
                .anyMatch(r -> r.method().equals("POST") && r.path().startsWith("/Ticket"));
    }

    private void deliver(long revision) throws Exception {
        rig.in(open(ID, revision));
        rig.until(() -> rig.shown(revision));
    }
}
