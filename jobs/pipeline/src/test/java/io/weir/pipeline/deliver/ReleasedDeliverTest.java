package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.TENANT;
import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.Savepoints;
import io.weir.pipeline.settings.Guarantee;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.awx.AwxTiming;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The deliver job of this code goes on with the state of each release, at other parallelisms: the same tickets, the same job
 * of the runner. The release left its savepoint in {@code src/test/resources/released} in the middle of the story that
 * {@link #firstHalf} tells; here it is told again, for Kafka and the stand-ins to be as they were then.
 */
class ReleasedDeliverTest extends DeliverJobHarness {
    private static final Path RELEASED = Path.of("src/test/resources/released/0.1/deliver-savepoint");
    private static final String REMEDIATION = "rem-00000000000000d1";
    private static final Duration SHORT = Duration.ofMillis(120);
    /** A job of the runner is still at work when the deliver job stops. */
    private static final Duration AT_WORK = Duration.ofSeconds(20);

    ReleasedDeliverTest() {
        guarantee = Guarantee.AT_LEAST_ONCE;
    }

    @BeforeEach
    void playbooksTakeTheirTime() {
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withAwx(AwxOptions.defaults().withTiming(new AwxTiming(SHORT, SHORT, AT_WORK, SHORT, AT_WORK))));
    }

    @Test
    void goesOnWithTheSameTicketsAtOtherParallelisms() throws Exception {
        firstHalf();
        job.cancel().get();
        sandbox.faults().clear();
        assertThat(sandbox.tickets()).hasSize(2);

        parallelism = 3;
        start(RELEASED.toUri().toString());
        // nobody says these again: the state knows that one is owed, and that a job is at work
        soon().until(() -> states("waiting").contains("created"));
        soon().until(() -> states("shown").contains("succeeded"));
        publish(open("shown", 2));
        soon().until(() -> told("shown", 2));
        String savepoint = stopWithSavepoint();

        parallelism = 2;
        start(savepoint);
        publish(resolved("shown", 3));
        publish(resolved("waiting", 2));
        soon().until(() ->
                states("shown").contains("solved") && states("waiting").contains("solved"));
        assertThat(sandbox.tickets()).hasSize(3).extracting(GlpiTicket::status).containsOnly(5);
        assertThat(sandbox.jobs()).hasSize(1);
        assertThat(receipts("shown").stream()
                        .filter(receipt -> receipt.kind() == Receipt.Kind.TICKET)
                        .map(Receipt::ticketId))
                .containsOnly("1");
    }

    /** One ticket is open and its playbook at work, one solved, one owed to a GLPI that does not answer. */
    private void firstHalf() throws Exception {
        parallelism = 1;
        start(null);
        publish(open("shown", 1));
        soon().until(() -> states("shown").contains("created"));
        publish(open("over", 1));
        soon().until(() -> states("over").contains("created"));
        publish(resolved("over", 2));
        soon().until(() -> states("over").contains("solved"));
        publish(atWork());
        soon().until(() -> states("shown").contains("launched"));
        sandbox.fault(Fault.glpi(FaultKind.STATUS).on("POST", "/Ticket").times(-1));
        publish(open("waiting", 1));
        soon().until(() -> sandbox.requests().stream()
                .anyMatch(request -> request.method().equals("POST")
                        && request.path().endsWith("/Ticket")
                        && Integer.valueOf(503).equals(request.status())));
    }

    private static Remediation atWork() {
        Remediation now = remediation("shown", REMEDIATION);
        return new Remediation(
                TENANT,
                now.remediationId(),
                now.incidentId(),
                now.kind(),
                now.rule(),
                now.template(),
                now.target(),
                Map.of(),
                now.mode(),
                now.attempt(),
                now.alertname(),
                now.fingerprint(),
                now.requestedAt(),
                Instant.parse("2100-01-01T00:00:00Z").toEpochMilli(),
                Duration.ofDays(1).toMillis(),
                null,
                null,
                true);
    }

    private static boolean told(String incident, long revision) throws Exception {
        return receipts(incident).stream()
                .anyMatch(receipt -> receipt.revision() != null && receipt.revision() == revision);
    }

    private String stopWithSavepoint() throws Exception {
        String to = folder.resolve("savepoints").toUri().toString();
        String savepoint = flink.stop(job, to);
        job = null;
        return savepoint;
    }

    /** Writes what this code leaves behind, for the day of a release: {@code -Dweir.released.write=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "weir.released.write", matches = ".+")
    void writeWhatThisReleaseLeaves() throws Exception {
        firstHalf();
        Savepoints.copy(
                stopWithSavepoint(),
                Path.of(System.getProperty("weir.released.write")).resolve("deliver-savepoint"));
    }
}
