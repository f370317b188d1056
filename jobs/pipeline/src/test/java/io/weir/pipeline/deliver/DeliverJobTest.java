package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.TENANT;
import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.kafka.RetainedCheckpoints;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The deliver job on a real Flink and Kafka, against the stand-ins for GLPI and AWX. */
class DeliverJobTest extends DeliverJobHarness {
    @Test
    void oneTicketFromOpenToSolvedWithItsRemediation() throws Exception {
        start(null);
        publish(open("a1", 1));
        soon().until(() -> states("a1").contains("created"));
        publish(remediation("a1", "rem-00000000000000a1"));
        soon().until(() -> states("a1").contains("succeeded"));
        publish(open("a1", 2));
        publish(resolved("a1", 3));
        soon().until(() -> states("a1").contains("solved"));

        assertThat(states("a1")).startsWith("created", "launched").contains("succeeded", "verified", "solved");
        GlpiTicket ticket = onlyTicket();
        assertThat(ticket.status()).isEqualTo(5);
        assertThat(receipts("a1").get(0).ticketId()).isEqualTo(Integer.toString(ticket.id()));
        assertThat(ticket.followups())
                .extracting(GlpiTicket.Followup::content)
                .anyMatch(text -> text.contains("Auto-remediation completed"))
                .anyMatch(text -> text.contains("Remediation verified"));
        assertThat(sandbox.jobs()).hasSize(1);
        assertThat(sandbox.jobs().get(0).limit()).isEqualTo("web-01");
    }

    @Test
    void aKillBetweenCreateAndReceiptLeavesOneTicket() throws Exception {
        start(null);
        sandbox.fault(Fault.glpi(FaultKind.DELAY_AFTER).on("POST", "/Ticket").delayed(Duration.ofSeconds(3)));
        publish(open("b1", 1));
        soon().until(() -> sandbox.tickets().size() == 1);
        job.cancel().get();
        assertThat(states("b1")).as("killed before the answer").isEmpty();

        start(RetainedCheckpoints.newest(checkpoints()));
        publish(open("b1", 2));
        soon().until(() -> states("b1").contains("created"));
        publish(resolved("b1", 3));
        soon().until(() -> states("b1").contains("solved"));
        assertThat(onlyTicket().status()).isEqualTo(5);
        assertThat(states("b1").stream().filter("created"::equals)).hasSize(1);
    }

    @Test
    void anOutageHoldsUpNeitherCheckpointsNorTheNewestState() throws Exception {
        sandbox.fault(Fault.glpi(FaultKind.STATUS).times(-1));
        start(null);
        publish(open("c1", 1));
        soon().until(() -> !sandbox.requests().isEmpty());
        long before = RetainedCheckpoints.newestId(checkpoints());
        publish(open("c1", 2));
        publish(open("c1", 3));
        soon().until(() -> RetainedCheckpoints.newestId(checkpoints()) >= before + 5);
        soon().until(() -> states("c1").contains("delayed"));
        assertThat(states("c1")).as("told why, and nothing done").containsOnly("delayed");

        sandbox.faults().clear();
        soon().until(() -> states("c1").contains("created"));
        soon().until(() -> receipts("c1").stream()
                .anyMatch(receipt -> receipt.revision() == 3 && !receipt.state().equals("delayed")));
        onlyTicket();
    }

    @Test
    void whatWasNotDecidedLiveIsNotActedOn() throws Exception {
        start(null);
        byte[] incident = unmarked(Wire.INCIDENT.write(open("n1", 1)));
        byte[] request = unmarked(Wire.REMEDIATION.write(remediation("n1", "rem-00000000000000f1")));
        kafka.send(Topics.INCIDENTS, "acme|n1", incident);
        kafka.send(
                Topics.INCIDENTS,
                "acme|n1",
                new String(incident, StandardCharsets.UTF_8)
                        .replace("\"revision\":1", "\"live\":false,\"revision\":2")
                        .getBytes(StandardCharsets.UTF_8));
        kafka.send(Topics.REMEDIATIONS, "acme|n1", request);
        for (Retry retry : List.of(
                new Retry(
                        TENANT, "0-1", "glpi", "refused", null, incident, "n1", null, null, System.currentTimeMillis()),
                new Retry(
                        TENANT,
                        "0-2",
                        "awx",
                        "refused",
                        null,
                        request,
                        "n1",
                        "rem-00000000000000f1",
                        null,
                        System.currentTimeMillis()))) {
            kafka.send(Topics.RETRIES, "acme|n1", Wire.RETRY.write(retry));
        }
        soon().until(() -> letters(true).size() >= 5);
        publish(open("n2", 1));
        soon().until(() -> states("n2").contains("created"));

        assertThat(letters(true))
                .hasSize(5)
                .allSatisfy(letter -> assertThat(letter.tenant()).isEqualTo(TENANT));
        onlyTicket();
        assertThat(sandbox.jobs()).isEmpty();
        assertThat(receipts("n1")).isEmpty();
    }

    private static byte[] unmarked(byte[] record) {
        String text = new String(record, StandardCharsets.UTF_8);
        assertThat(text).endsWith(",\"live\":true}");
        return text.replace(",\"live\":true}", "}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeDeliveredOrReadBecomesADeadLetter() throws Exception {
        start(null);
        Incident d1 = open("d1", 1);
        Incident stranger = new Incident(
                "stranger",
                d1.incidentId(),
                1,
                d1.kind(),
                d1.reason(),
                d1.status(),
                d1.scope(),
                d1.rule(),
                d1.rulesVersion(),
                d1.severity(),
                d1.urgency(),
                d1.impact(),
                d1.title(),
                d1.openedAt(),
                d1.updatedAt(),
                null,
                null,
                0,
                1,
                1,
                d1.members(),
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true);
        publish(stranger);
        kafka.send(Topics.INCIDENTS, "acme|d2", "{\"schema\":\"weir.incident/9\"}".getBytes(StandardCharsets.UTF_8));
        publish(open("d3", 1));
        soon().until(() -> states("d1").contains("failed") && states("d3").contains("created"));
        soon().until(() -> letters(false).size() >= 2);

        List<DeadLetter> letters = letters(false);
        assertThat(letters).hasSize(2);
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.stage()).isEqualTo("glpi");
            assertThat(letter.incidentId()).isEqualTo("d1");
            assertThat(Wire.INCIDENT.read(letter.body())).isEqualTo(stranger);
        });
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.stage()).isEqualTo("deliver");
            assertThat(letter.reason()).isEqualTo("unreadable");
            assertThat(letter.tenant()).isEqualTo("acme");
            assertThat(letter.detail()).contains("weir.incident/9");
        });
    }

    /** The tests share a Kafka: what was refused as not live, or the rest. */
    private static List<DeadLetter> letters(boolean notLive) throws Exception {
        return kafka.read(Topics.DEAD_LETTERS).stream()
                .map(record -> {
                    try {
                        return Wire.DEAD_LETTER.read(record.value());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .filter(letter -> letter.reason().equals("not-live") == notLive)
                .toList();
    }
}
