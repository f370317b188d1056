package io.weir.sink.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.checker.Checker;
import io.weir.checker.Evidence;
import io.weir.checker.Finding;
import io.weir.checker.Law;
import io.weir.checker.Store;
import io.weir.sandbox.Sandbox;
import io.weir.schema.Incident;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of a protocol through the proxy with one call going wrong, and what was told and is to be found after it. */
abstract class Trial implements AutoCloseable {
    /** A deliverer that needs more has not got there. */
    private static final int MOST_ATTEMPTS = 40;

    /** What it took, the cheapest first. */
    enum Pace {
        /** Asked once. */
        AT_ONCE("at once"),
        /** Asked again after a short pause: nothing was, or can be, done twice. */
        BACK_OFF("back-off"),
        /** Asked again after the time in which the server may still act. */
        SETTLE("settle");

        private final String word;

        Pace(String word) {
            this.word = word;
        }
    }

    final Sandbox sandbox;
    final FaultProxy proxy;
    private final List<JsonNode> incidents = new ArrayList<>();
    private final List<JsonNode> remediations = new ArrayList<>();
    private final List<JsonNode> receipts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int attempts;
    private Pace pace = Pace.AT_ONCE;
    private String end = "";

    Trial(Sandbox sandbox) throws IOException {
        this.sandbox = sandbox;
        this.proxy = new FaultProxy(sandbox.port());
    }

    /** The parts of the protocol in their order. */
    abstract List<String> phases();

    /** Runs one of them to its end, as the deliverer does. */
    abstract void run(String phase) throws IOException;

    /** What a later look makes of what is left. */
    abstract void lookAgain();

    /** What to say of the call in the table; {@code call} is method and path. */
    abstract String name(String call);

    /** What is to be seen of it in the store, beyond what is as usual; empty for nothing. */
    abstract String seen();

    /** Counts an attempt; false when there were too many. */
    boolean again() {
        attempts++;
        return attempts <= MOST_ATTEMPTS;
    }

    /** Waits as long as the outcome says. */
    void pause(Duration after, Pace why) {
        pace = why.compareTo(pace) > 0 ? why : pace;
        proxy.heal();
        try {
            Thread.sleep(after.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** It ended otherwise than as usual. */
    void ended(String how) {
        end = how;
    }

    void wanted(Incident incident) {
        ObjectNode json = object().put("incidentId", incident.incidentId()).put("revision", incident.revision());
        incidents.add(json.put("status", incident.status() == Incident.Status.RESOLVED ? "resolved" : "open"));
    }

    void requested(String remediation) {
        remediations.add(object().put("kind", "requested").put("remediationId", remediation));
    }

    void told(Incident shown, String state, String ticket, List<String> notesWritten) {
        receipts.add(object().put("kind", "ticket")
                .put("incidentId", shown.incidentId())
                .put("revision", shown.revision())
                .put("state", state)
                .put("ticketId", ticket));
        notes.addAll(notesWritten);
    }

    void told(String remediation, String state, String job) {
        receipts.add(object().put("kind", "remediation")
                .put("remediationId", remediation)
                .put("state", state)
                .put("jobId", job));
    }

    /** What breaks a law now. */
    List<Finding> findings() throws IOException {
        Store store = new Store(sandbox.url());
        Evidence evidence = Evidence.of(incidents, remediations, receipts, store.tickets(), store.jobs());
        String incident =
                incidents.isEmpty() ? "" : incidents.get(0).path("incidentId").asText();
        return Checker.findings(evidence.withNotes(Map.of(incident, notes)));
    }

    /** Findings about what was told, which must hold at any time. */
    List<Finding> lies() throws IOException {
        Set<Law> always = Set.of(Law.SHOWN_AS_TOLD, Law.NOTED, Law.RECEIPTS_AGREE);
        return findings().stream().filter(f -> always.contains(f.law())).toList();
    }

    void startCounting() {
        attempts = 0;
        pace = Pace.AT_ONCE;
    }

    /** What it took since {@link #startCounting}. */
    String pace() {
        return pace.word;
    }

    /** What else is to be said in the end. */
    String remarks() {
        String more = seen();
        return (end.isEmpty() ? "" : ", " + end) + (more.isEmpty() ? "" : ", " + more);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        sandbox.close();
    }
}
