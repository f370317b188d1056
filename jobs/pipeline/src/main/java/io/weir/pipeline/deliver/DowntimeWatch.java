package io.weir.pipeline.deliver;

import io.weir.core.asset.DowntimeAssets;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Wire;
import io.weir.schema.downtime.InvalidRecurrenceException;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.downtime.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which machines one downtime holds, and when that changes. All times are milliseconds since the epoch. */
final class DowntimeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DowntimeWatch.class);
    /** Revisions that follow each other closely are taken as one, those of a log that is read again above all. */
    static final long LEAD_MS = 2_000;

    private final String tenant;
    private final String label;
    private final Backoff backoff;
    private final List<AssetHold> told = new ArrayList<>();

    private String downtime;
    private long revision;
    private long actAt;
    private boolean open;
    private List<String> held = List.of();
    private int attempts;
    private long nextAttemptAt;

    /** What to do now. */
    sealed interface Next {
        /** Ask which machines there are. */
        record Ask() implements Next {}

        /** Nothing before {@code at}. */
        record Wait(long at) implements Next {}

        /** Nothing more, ever: forget it. */
        record Over() implements Next {}
    }

    /**
     * Takes up what is known.
     *
     * @param label the label that names machines; null when the tenant's machines are left alone
     * @param known null when nothing is
     */
    DowntimeWatch(String tenant, String label, Backoff backoff, DowntimeWatchState known) {
        this.tenant = tenant;
        this.label = label;
        this.backoff = backoff;
        if (known != null) {
            downtime = known.downtime();
            revision = known.revision();
            actAt = known.actAt();
            open = known.open();
            held = known.held();
            attempts = known.attempts();
            nextAttemptAt = known.nextAttemptAt();
        }
    }

    /** A revision has come; false when it is not news. */
    boolean heard(Directive directive, long now) {
        Downtime next = directive.downtime();
        if (next.revision() <= revision) {
            return false;
        }
        downtime = new String(Wire.DIRECTIVE.write(directive), StandardCharsets.UTF_8);
        revision = next.revision();
        actAt = now + LEAD_MS;
        open = false;
        attempts = 0;
        nextAttemptAt = 0;
        return true;
    }

    /** What to do now; machines that are known may be held and let go. */
    Next next(long now) {
        if (now < actAt) {
            return new Next.Wait(actAt);
        }
        Downtime newest = read();
        Span span = span(newest, now);
        DowntimeAssets assets = label == null || span.window() == null ? null : DowntimeAssets.of(newest, label);
        if (assets == null) {
            hold(List.of(), newest.id());
            open = false;
            // a window that names no machine does not name one later either
            boolean never = span.until() == Long.MAX_VALUE || span.window() != null;
            return never ? new Next.Over() : new Next.Wait(span.until());
        }
        if (!open && assets.named() != null) {
            hold(assets.named(), newest.id());
        }
        if (open) {
            return new Next.Wait(span.until());
        }
        return now < nextAttemptAt ? new Next.Wait(Math.min(nextAttemptAt, span.until())) : new Next.Ask();
    }

    /** The machines there are. */
    void listed(List<String> names, long now) {
        Downtime newest = read();
        DowntimeAssets assets = DowntimeAssets.of(newest, label);
        if (assets != null && span(newest, now).window() != null) {
            hold(assets.among(names), newest.id());
        }
    }

    /** Not now. */
    void retry(long afterMs, long now) {
        attempts++;
        nextAttemptAt = now + Math.max(afterMs, backoff.afterMs(tenant, attempts));
    }

    /** Never. */
    void refused(String reason) {
        String id = read().id();
        hold(List.of(), id);
        told.add(new AssetHold(tenant, null, id, false, reason));
    }

    private void hold(List<String> names, String id) {
        held.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> told.add(new AssetHold(tenant, name, id, false, null)));
        names.stream()
                .filter(name -> !held.contains(name))
                .forEach(name -> told.add(new AssetHold(tenant, name, id, true, null)));
        held = new ArrayList<>(names);
        open = true;
        attempts = 0;
    }

    private static Span span(Downtime downtime, long now) {
        if (downtime.status() != Downtime.Status.ACTIVE) {
            return new Span(Long.MIN_VALUE, Long.MAX_VALUE, null);
        }
        try {
            return Schedule.of(downtime).at(now);
        } catch (InvalidRecurrenceException e) {
            LOG.warn("downtime {} repeats in a way that is not accepted", downtime.id(), e);
            return new Span(Long.MIN_VALUE, Long.MAX_VALUE, null);
        }
    }

    private Downtime read() {
        try {
            return Wire.DIRECTIVE
                    .read(downtime.getBytes(StandardCharsets.UTF_8))
                    .downtime();
        } catch (IOException e) {
            throw new IllegalStateException("a downtime in state cannot be read", e);
        }
    }

    /** What is held and let go since the last time. */
    List<AssetHold> takeTold() {
        List<AssetHold> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** What is kept. */
    DowntimeWatchState state() {
        return new DowntimeWatchState(downtime, revision, actAt, open, held, attempts, nextAttemptAt);
    }
}
