package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How all open jobs stand, asked for together: whoever wants to know one of them within a second of the last answer gets
 * that answer, and whoever comes while AWX is being asked waits for it.
 */
final class JobSnapshot {
    private static final Duration STALE = Duration.ofSeconds(1);
    /** A job that nobody asked for so long is not open any more. */
    private static final Duration UNWANTED = Duration.ofMinutes(2);

    private static final int CHUNK = 100;

    private final AwxClient client;
    private final RunKind kind;
    private final InstantSource clock;
    private final Map<String, Instant> wanted = new HashMap<>();
    private Map<String, Row> rows = Map.of();
    private List<String> covered = List.of();
    private Instant takenAt = Instant.MIN;
    private HaltException failure;

    JobSnapshot(AwxClient client, RunKind kind, InstantSource clock) {
        this.client = client;
        this.kind = kind;
        this.clock = clock;
    }

    /**
     * A job in the list.
     *
     * @param explanation AWX's own, null when it gives none
     * @param mayWait whether it may be waiting for a person, which only its nodes tell
     */
    record Row(String status, String explanation, boolean mayWait) {}

    /** Lets the next answer include a job. */
    synchronized void want(String id) {
        wanted.put(id, clock.instant());
    }

    /** A job that has ended need not be asked for any more. */
    synchronized void forget(String id) {
        wanted.remove(id);
    }

    /** Whatever is known is not good enough for the next question. */
    synchronized void expire() {
        takenAt = Instant.MIN;
    }

    /** How a job stands, at most a second ago; null when AWX does not list it. */
    synchronized Row row(String id) throws HaltException {
        want(id);
        Instant now = clock.instant();
        if (!covered.contains(id) || !now.isBefore(later(takenAt))) {
            take(now);
        }
        if (failure != null) {
            throw failure;
        }
        return rows.get(id);
    }

    private static Instant later(Instant taken) {
        return taken.equals(Instant.MIN) ? taken : taken.plus(STALE);
    }

    private void take(Instant now) {
        wanted.values().removeIf(asked -> asked.plus(UNWANTED).isBefore(now));
        covered = new ArrayList<>(wanted.keySet());
        takenAt = now;
        failure = null;
        Map<String, Row> taken = new HashMap<>();
        try {
            for (int from = 0; from < covered.size(); from += CHUNK) {
                read(covered.subList(from, Math.min(from + CHUNK, covered.size())), taken);
            }
        } catch (HaltException e) {
            failure = e;
        }
        rows = taken;
    }

    private void read(List<String> ids, Map<String, Row> taken) throws HaltException {
        JsonNode list = client.get(client.url(kind.collection())
                        .addQueryParameter("id__in", String.join(",", ids))
                        .addQueryParameter("page_size", "200"))
                .ok();
        if (list != null) {
            for (JsonNode job : list.path("results")) {
                String status = job.path("status").asText();
                boolean mayWait = kind == RunKind.WORKFLOW && status.equals("running");
                taken.put(job.path("id").asText(), new Row(status, JobPoll.explanation(job), mayWait));
            }
        }
    }
}
