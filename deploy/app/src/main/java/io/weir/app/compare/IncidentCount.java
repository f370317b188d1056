package io.weir.app.compare;

import io.weir.schema.Incident;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts what {@code incidents.jsonl} tells. */
final class IncidentCount {
    private final Map<String, Boolean> openAtEnd = new HashMap<>();
    private final Night night;
    private long[] timesToTicket = new long[64];
    private long followUps;
    private long reopened;
    private long atNight;

    private IncidentCount(Night night) {
        this.night = night;
    }

    static IncidentCount of(Path run, Night night) throws IOException {
        IncidentCount count = new IncidentCount(night);
        try (LineFile lines = new LineFile(run.resolve(RunFolder.INCIDENTS))) {
            for (RevisionHead head = lines.next(RevisionHead::read);
                    head != null;
                    head = lines.next(RevisionHead::read)) {
                count.take(head);
            }
        }
        count.timesToTicket = Arrays.copyOf(count.timesToTicket, count.openAtEnd.size());
        Arrays.sort(count.timesToTicket);
        return count;
    }

    /** Lines come in the order of time: the first one of an incident opens its ticket. */
    private void take(RevisionHead head) {
        boolean open = head.status() == Incident.Status.OPEN;
        boolean first = openAtEnd.put(head.key(), open) == null;
        if (first) {
            int tickets = openAtEnd.size();
            if (tickets > timesToTicket.length) {
                timesToTicket = Arrays.copyOf(timesToTicket, 2 * timesToTicket.length);
            }
            timesToTicket[tickets - 1] = head.updatedAt() - head.openedAt();
            atNight += night.contains(head.updatedAt()) ? 1 : 0;
        } else if (open) {
            followUps++;
        }
        reopened += head.kind() == Incident.Kind.REOPENED ? 1 : 0;
    }

    long incidents() {
        return openAtEnd.size();
    }

    long followUps() {
        return followUps;
    }

    long reopened() {
        return reopened;
    }

    long atNight() {
        return atNight;
    }

    long unresolved() {
        return openAtEnd.values().stream().filter(Boolean::booleanValue).count();
    }

    /** The shortest time that so many percent of the tickets keep, in milliseconds (nearest rank); there must be one. */
    long timeToTicket(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * timesToTicket.length);
        return timesToTicket[Math.max(rank, 1) - 1];
    }
}
