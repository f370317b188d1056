package io.weir.pipeline.deliver;

import io.weir.pipeline.deliver.AssetState.Phase;
import io.weir.schema.Receipt;
import io.weir.sink.AssetSink.AssetAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * What to do with the state of one machine. The state before is noted and safe before maintenance is set, so it can be put
 * back whatever dies; who changed the state in between is respected. All times are milliseconds since the epoch.
 */
final class AssetProgress {
    private static final String BY_A_PERSON = "changed by a person";
    private static final String ALREADY = "already in maintenance";
    private static final String NOT_FOUND = "computer not found";

    private final Backoff backoff;
    private final Run run;
    private final String tenant;
    private final String asset;
    private final List<String> holds;
    private final List<Receipt> receipts = new ArrayList<>();
    private Phase phase;
    private String assetId;
    private int before;
    private int target;
    private String downtimeId;
    private boolean told;
    private boolean intended;
    private int attempts;
    private long nextAttemptAt;

    private AssetProgress(AssetState known, Backoff backoff, Run run, long settleMs) {
        this.backoff = backoff;
        this.run = run;
        tenant = known.tenant();
        asset = known.asset();
        holds = new ArrayList<>(known.holds());
        phase = known.phase();
        assetId = known.assetId();
        before = known.before();
        target = known.target();
        downtimeId = known.downtimeId();
        told = known.told();
        attempts = known.attempts();
        nextAttemptAt = known.nextAttemptAt();
        boolean underWay = phase == Phase.INTEND || phase == Phase.RESTORE;
        if (underWay && !run.id().equals(known.run())) {
            // what an earlier life sent may still be carried out
            nextAttemptAt = Math.max(nextAttemptAt, run.startedAt() + settleMs);
        }
    }

    /** Begins with a machine that nothing is known of. */
    static AssetProgress begin(String tenant, String asset, int target, Backoff backoff, Run run) {
        AssetState fresh =
                new AssetState(tenant, asset, List.of(), Phase.FREE, null, 0, target, null, false, run.id(), 0, 0);
        return new AssetProgress(fresh, backoff, run, 0);
    }

    /** Goes on; {@code settleMs} is how long an earlier life's requests may still be carried out. */
    static AssetProgress resume(AssetState known, Backoff backoff, Run run, long settleMs) {
        return new AssetProgress(known, backoff, run, settleMs);
    }

    /** A downtime takes the machine or lets it go. */
    void heard(AssetHold hold) {
        downtimeId = hold.downtimeId();
        holds.remove(hold.downtimeId());
        if (hold.held()) {
            holds.add(hold.downtimeId());
        }
        turn();
    }

    private void turn() {
        if (holds.isEmpty()) {
            phase = switch (phase) {
                case SEEK, LEFT, FREE -> Phase.FREE;
                case INTEND, HELD, RESTORE -> Phase.RESTORE;
            };
        } else if (phase == Phase.FREE) {
            phase = Phase.SEEK;
        } else if (phase == Phase.RESTORE) {
            // it may have been put back or not: setting it again finds out, with the same state before
            phase = Phase.INTEND;
        }
    }

    /** What to ask now; null when nothing, see {@link #waits}. */
    AssetCall next(long now, boolean intentSafe) {
        if (now < nextAttemptAt) {
            return null;
        }
        return switch (phase) {
            case SEEK -> new AssetCall.Find(tenant, asset);
            case INTEND -> intentSafe ? new AssetCall.Change(tenant, assetId, before, target) : null;
            case RESTORE -> new AssetCall.Change(tenant, assetId, target, before);
            case HELD, LEFT, FREE -> null;
        };
    }

    /** Whether something is to be asked, now or later. */
    boolean waits() {
        return phase == Phase.SEEK || phase == Phase.INTEND || phase == Phase.RESTORE;
    }

    boolean intends() {
        return phase == Phase.INTEND;
    }

    /** Whether the state before has just been noted: it is safe with the next checkpoint. */
    boolean takeIntended() {
        boolean taken = intended;
        intended = false;
        return taken;
    }

    long nextAttemptAt() {
        return nextAttemptAt;
    }

    /** Whether nothing is left to remember. */
    boolean forgotten() {
        return phase == Phase.FREE;
    }

    /** An answer has come to a call that was made; the machine may have been taken or let go meanwhile. */
    void answered(AssetCall call, AssetAnswer answer, long now) {
        if (answer instanceof AssetAnswer.Retry retry) {
            attempts++;
            nextAttemptAt = now + Math.max(retry.afterMs(), backoff.afterMs(asset, attempts));
            return;
        }
        attempts = 0;
        nextAttemptAt = 0;
        if (call instanceof AssetCall.Find) {
            found(answer, now);
        } else if (call instanceof AssetCall.Change change && change.next() == target) {
            set(answer, now);
        } else {
            restored(answer, now);
        }
    }

    private void found(AssetAnswer answer, long now) {
        if (phase != Phase.SEEK) {
            return;
        }
        if (answer instanceof AssetAnswer.Found found) {
            assetId = found.assetId();
            before = found.state();
            phase = found.state() == target ? Phase.LEFT : Phase.INTEND;
            intended = phase == Phase.INTEND;
            if (phase == Phase.LEFT) {
                tell("respected", ALREADY, now);
            }
        } else {
            leave("failed", answer instanceof AssetAnswer.Refused no ? no.reason() : NOT_FOUND, now);
        }
    }

    private void set(AssetAnswer answer, long now) {
        if (answer instanceof AssetAnswer.Changed) {
            if (!told) {
                tell("maintenance", null, now);
                told = true;
            }
            phase = holds.isEmpty() ? Phase.RESTORE : Phase.HELD;
        } else if (answer instanceof AssetAnswer.Other) {
            leave("respected", BY_A_PERSON, now);
        } else {
            leave("failed", answer instanceof AssetAnswer.Refused no ? no.reason() : NOT_FOUND, now);
        }
    }

    private void restored(AssetAnswer answer, long now) {
        if (answer instanceof AssetAnswer.Changed) {
            if (told) {
                tell("restored", null, now);
            }
        } else if (answer instanceof AssetAnswer.Other) {
            tell("respected", BY_A_PERSON, now);
        } else {
            tell("failed", answer instanceof AssetAnswer.Refused no ? no.reason() : NOT_FOUND, now);
        }
        told = false;
        phase = holds.isEmpty() ? Phase.FREE : Phase.SEEK;
    }

    private void leave(String state, String reason, long now) {
        tell(state, reason, now);
        told = false;
        phase = holds.isEmpty() ? Phase.FREE : Phase.LEFT;
    }

    private void tell(String state, String reason, long now) {
        receipts.add(AssetReceipts.of(tenant, downtimeId, assetId, state, reason, now));
    }

    /** What is to be told since the last time. */
    List<Receipt> takeReceipts() {
        List<Receipt> taken = List.copyOf(receipts);
        receipts.clear();
        return taken;
    }

    /** What is kept. */
    AssetState state() {
        return new AssetState(
                tenant,
                asset,
                new ArrayList<>(holds),
                phase,
                assetId,
                before,
                target,
                downtimeId,
                told,
                run.id(),
                attempts,
                nextAttemptAt);
    }
}
