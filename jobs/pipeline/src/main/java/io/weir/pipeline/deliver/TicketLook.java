package io.weir.pipeline.deliver;

import io.weir.sink.TicketSight;
import java.util.Objects;

/** How a ticket looked when it was last seen, and when to look again. Times are milliseconds since the epoch. */
final class TicketLook {
    private final long everyMs;
    private String status;
    private String version;
    private String memory;
    private String reason;
    private long at;
    private boolean revisit;

    /** From state; a null state is a ticket that was never seen. */
    TicketLook(TicketState known, long everyMs) {
        this.everyMs = everyMs;
        if (known != null) {
            status = known.sight();
            version = known.sightVersion();
            memory = known.sightMemory();
            reason = known.sightReason();
            at = known.lookAt() == null ? 0 : known.lookAt();
            revisit = known.revisit() != null && known.revisit();
        }
    }

    /**
     * The ticket was seen.
     *
     * @param sight null when the sink does not look
     * @param why what a person did to it, in words; null for nothing
     * @return whether people would want to know: its status or what was done to it changed
     */
    boolean saw(TicketSight sight, String why, long now) {
        later(now);
        revisit = false;
        if (sight == null) {
            return false;
        }
        boolean news = !Objects.equals(status, sight.status()) || !Objects.equals(reason, why);
        status = sight.status();
        version = sight.version();
        memory = sight.memory();
        reason = why;
        return news;
    }

    /** Not again before the next time. */
    void later(long now) {
        at = now + everyMs;
    }

    /** Nobody watched for a while: it is visited at the next look whatever is known. */
    void missed() {
        revisit = at > 0;
    }

    boolean isToBeVisited() {
        return revisit;
    }

    boolean isDue(long now) {
        return at > 0 && now >= at;
    }

    /** When to look; {@link Long#MAX_VALUE} for never. */
    long dueAt() {
        return at == 0 ? Long.MAX_VALUE : at;
    }

    /** Nothing is looked for any more. */
    void end() {
        at = 0;
        revisit = false;
    }

    String status() {
        return status;
    }

    String version() {
        return version;
    }

    String memory() {
        return memory;
    }

    String reason() {
        return reason;
    }
}
