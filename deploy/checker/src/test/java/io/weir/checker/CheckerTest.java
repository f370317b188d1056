package io.weir.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that is well, and each way in which it can be not. */
class CheckerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> incidents = new ArrayList<>(List.of(
            json("{'incidentId': 'aa', 'revision': 1, 'status': 'open'}"),
            json("{'incidentId': 'aa', 'revision': 2, 'status': 'open'}"),
            json("{'incidentId': 'aa', 'revision': 3, 'status': 'resolved'}")));
    private final List<JsonNode> remediations =
            new ArrayList<>(List.of(json("{'kind': 'requested', 'remediationId': 'rem-1'}")));
    private final List<JsonNode> receipts = new ArrayList<>(List.of(
            json("{'kind': 'ticket', 'incidentId': 'aa', 'revision': 1, 'state': 'created', 'ticketId': '7'}"),
            json("{'kind': 'ticket', 'incidentId': 'aa', 'revision': 3, 'state': 'solved', 'ticketId': '7'}"),
            json("{'kind': 'remediation', 'remediationId': 'rem-1', 'state': 'launched', 'jobId': '4'}"),
            json("{'kind': 'remediation', 'remediationId': 'rem-1', 'state': 'succeeded', 'jobId': '4'}")));
    private final List<JsonNode> tickets = new ArrayList<>(List.of(ticket(7, 5)));
    private final List<JsonNode> jobs = new ArrayList<>(List.of(job(4, "restarted")));

    @Test
    void aRunThatIsWell() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void overtakenRevisionsNeedNoMark() {
        receipts.remove(0);
        assertThat(findings()).isEmpty();
    }

    @Test
    void noTicketAndTwo() {
        ObjectNode second = ticket(8, 2);
        second.putArray("tasks");
        tickets.add(second);
        assertThat(laws()).containsExactly(Law.ONE_LIVE_TICKET);
        tickets.clear();
        assertThat(laws()).containsExactly(Law.ONE_LIVE_TICKET);
    }

    @Test
    void aDuplicateThatIsSolvedAndLinkedDoesNotCount() {
        ObjectNode second = ticket(8, 5);
        second.putArray("tasks");
        second.putArray("links").addObject().put("first", 8).put("second", 7).put("kind", 2);
        tickets.add(second);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aTicketThatIsOpenAfterTheEnd() {
        tickets.set(0, ticket(7, 2));
        assertThat(laws()).containsExactly(Law.ONE_LIVE_TICKET);
    }

    @Test
    void aGhost() {
        ObjectNode ghost = ticket(9, 1);
        ghost.put("name", "[corr:bb] out of nowhere");
        tickets.add(ghost);
        assertThat(laws()).contains(Law.NO_GHOST);
    }

    @Test
    void noClaim() {
        ((ObjectNode) tickets.get(0)).putArray("tasks");
        assertThat(laws()).containsExactly(Law.CLAIMED);
    }

    @Test
    void aLineTwiceAndOutOfOrder() {
        line(tickets.get(0), "followups", "r2");
        assertThat(laws()).containsExactly(Law.MARKED_ONCE);
        tickets.set(0, ticket(7, 5));
        line(tickets.get(0), "followups", "r5");
        line(tickets.get(0), "followups", "r4");
        assertThat(laws()).contains(Law.MARKED_ONCE, Law.NEWEST_SHOWN);
    }

    @Test
    void aTicketThatWasMadeWhenItWasOver() {
        ObjectNode late = ticket(7, 5);
        late.put("content", "<p>text</p>" + mark("r3")).putArray("followups");
        tickets.set(0, late);
        receipts.remove(0);
        assertThat(findings()).isEmpty();
    }

    @Test
    void theNewestIsNotShownThoughAReceiptSaysSo() {
        ((ObjectNode) tickets.get(0)).putArray("solutions");
        assertThat(laws()).containsExactlyInAnyOrder(Law.NEWEST_SHOWN, Law.SHOWN_AS_TOLD);
    }

    @Test
    void aReceiptThatNamesAnotherTicket() {
        receipts.add(
                json("{'kind': 'ticket', 'incidentId': 'aa', 'revision': 2, 'state': 'updated', 'ticketId': '6'}"));
        assertThat(laws()).containsExactly(Law.RECEIPTS_AGREE);
    }

    @Test
    void aNoteThatIsMissing() {
        assertThat(Checker.findings(evidence().withNotes(Map.of("aa", List.of("n1")))))
                .isEmpty();
        assertThat(Checker.findings(evidence().withNotes(Map.of("aa", List.of("n2")))))
                .extracting(Finding::law)
                .containsExactly(Law.NOTED);
    }

    @Test
    void twoJobsOnlyWhenOneHadNothingToDo() {
        jobs.add(job(5, "already_done"));
        assertThat(findings()).isEmpty();
        jobs.add(job(6, "restarted"));
        assertThat(laws()).containsExactly(Law.ONE_LAUNCH);
    }

    @Test
    void aJobThatNobodyAskedFor() {
        remediations.clear();
        assertThat(laws()).containsExactly(Law.ONE_LAUNCH);
    }

    @Test
    void noVerdictAndTwo() {
        JsonNode verdict = receipts.remove(3);
        assertThat(laws()).containsExactly(Law.ONE_VERDICT);
        receipts.add(verdict);
        receipts.add(verdict);
        assertThat(laws()).containsExactly(Law.ONE_VERDICT);
    }

    @Test
    void aSuccessThatDidNotHappen() {
        ((ObjectNode) jobs.get(0)).put("status", "failed");
        assertThat(laws()).containsExactly(Law.RECEIPTS_AGREE);
    }

    private List<Finding> findings() {
        return Checker.findings(evidence());
    }

    private List<Law> laws() {
        return findings().stream().map(Finding::law).toList();
    }

    private Evidence evidence() {
        return Evidence.of(incidents, remediations, receipts, tickets, jobs);
    }

    private static ObjectNode ticket(int id, int status) {
        ObjectNode ticket = json("{'name': '[corr:aa] disk full', 'tasks': [{'uuid': 'inc-aa'}], 'links': []}");
        ticket.put("id", id).put("status", status).put("content", "<p>text</p>" + mark("r1"));
        line(ticket, "followups", "r2");
        line(ticket, "followups", "note n1");
        line(ticket, "solutions", "r3");
        return ticket;
    }

    private static void line(JsonNode ticket, String where, String mark) {
        ((ObjectNode) ticket).withArray(where).addObject().put("content", "<p>text</p>" + mark(mark));
    }

    private static String mark(String mark) {
        return "<p>Weir · aa · " + mark + "</p>";
    }

    private static ObjectNode job(int id, String effect) {
        ObjectNode job = json("{'status': 'successful', 'labels': ['rem-1'], 'hostStatusCounts': {'changed': 1}}");
        job.put("id", id).putObject("artifacts").put("effect", effect);
        return job;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException((IOException) e);
        }
    }
}
