package io.weir.sink.fault;

import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.resolved;

import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.glpi.GlpiSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One ticket from its creation over an update with a note to its solution. */
final class GlpiTrial extends Trial {
    static final String APP_TOKEN = "sandbox-app-token";
    static final String USER_TOKEN = "sandbox-user-token";
    static final BreakerOptions FORGIVING =
            new BreakerOptions(100, 1_000, Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofMillis(40));

    /** How long after an unclear answer GLPI may still write, in these tests. */
    private static final Duration SETTLE = Duration.ofMillis(1500);

    private static final Member CPU = member("HighCpu", "web-01", Severity.WARNING);
    private static final Incident ONE = opened(CPU);
    private static final Incident TWO =
            next(ONE, Incident.Kind.UPDATED, member("HighCpu", "web-02", Severity.CRITICAL), CPU);
    private static final Incident THREE = resolved(TWO);

    private final GlpiSink sink;
    private final List<TicketNote> notes = new ArrayList<>();
    private Incident shown;
    private String ticket;
    private boolean uncertain;
    private String memory;

    GlpiTrial() throws IOException {
        super(Sandbox.start(SandboxOptions.defaults()));
        GlpiOptions options = GlpiOptions.of(
                        "http://127.0.0.1:" + proxy.port() + "/apirest.php",
                        SecretRef.literal(APP_TOKEN),
                        SecretRef.literal(USER_TOKEN),
                        Map.of("acme", new GlpiOptions.Tenant(1, 1, 1, null, 7)))
                .withTimes(FaultKind.TIMEOUT, SETTLE)
                .withBreaker(FORGIVING);
        sink = GlpiSink.create(options, () -> 0.5);
    }

    @Override
    List<String> phases() {
        return List.of("create", "update", "solve");
    }

    @Override
    void run(String phase) throws IOException {
        switch (phase) {
            case "create" -> deliver(ONE);
            case "update" -> {
                notes.add(new TicketNote("n1", Instant.EPOCH, "remediation", "restarted", null));
                deliver(TWO);
            }
            default -> deliver(THREE);
        }
    }

    private void deliver(Incident desired) throws IOException {
        wanted(desired);
        while (again()) {
            TicketOutcome outcome =
                    sink.apply(new TicketOrder(desired, shown, ticket, uncertain, notes, memory, false));
            proxy.heal();
            if (outcome instanceof TicketOutcome.Retry retry) {
                uncertain |= retry.uncertain();
                ticket = retry.ticketId() == null ? ticket : retry.ticketId();
                written(retry.notesWritten());
                pause(retry.after(), retry.after().compareTo(SETTLE) < 0 ? Pace.BACK_OFF : Pace.SETTLE);
            } else if (outcome instanceof TicketOutcome.Done done) {
                uncertain = false;
                ticket = done.ticketId();
                shown = desired;
                memory = done.sight() == null ? null : done.sight().memory();
                told(desired, "updated", ticket, done.notesWritten());
                written(done.notesWritten());
                return;
            } else if (outcome instanceof TicketOutcome.Failed failed) {
                ended("failed: " + failed.reason());
                return;
            }
        }
        ended("never done");
    }

    private void written(List<String> ids) {
        notes.removeIf(note -> ids.contains(note.id()));
    }

    @Override
    void lookAgain() {
        TicketOutcome outcome = sink.apply(new TicketOrder(THREE, shown, ticket, uncertain, notes, memory, true));
        if (!(outcome instanceof TicketOutcome.Done)) {
            throw new IllegalStateException("a last look ended in " + outcome);
        }
    }

    @Override
    String name(String call) {
        String path = call.replace("/apirest.php", "").replaceAll("/\\d+", "/N");
        return switch (path) {
            case "GET /initSession" -> "log in";
            case "GET /TicketTask/" -> "look-up of the claim";
            case "GET /Ticket/" -> "look-up by title";
            case "POST /Ticket" -> "create";
            case "POST /TicketTask" -> "claim";
            case "GET /Ticket/N" -> "read";
            case "GET /Ticket/N/ITILFollowup" -> "look-up of follow-ups";
            case "GET /Ticket/N/ITILSolution" -> "look-up of solutions";
            case "PUT /Ticket/N" -> "fields";
            case "POST /ITILFollowup" -> "follow-up";
            case "POST /ITILSolution" -> "solution";
            default -> path;
        };
    }

    @Override
    String seen() {
        int merged = sandbox.tickets().size() - 1;
        List<GlpiTicket.Followup> lines =
                sandbox.tickets().stream().flatMap(t -> t.followups().stream()).toList();
        long different =
                lines.stream().map(GlpiTicket.Followup::content).distinct().count();
        List<String> seen = new ArrayList<>();
        if (merged > 0) {
            seen.add(merged + " merged");
        }
        if (lines.size() > different) {
            seen.add("line twice");
        }
        return String.join(", ", seen);
    }

    @Override
    public void close() throws IOException {
        sink.close();
        super.close();
    }
}
