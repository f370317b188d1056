package io.weir.pipeline.deliver;

import java.util.HashMap;
import java.util.Map;

/**
 * Knows which intents are safe. An intent is written into keyed state first; it is safe once a checkpoint that includes
 * it has completed, for then a restart finds it. Only after that may the effect be tried.
 */
final class IntentLedger {
    private final boolean checkpointed;
    private final Map<String, Long> before = new HashMap<>();
    private long lastBegun;
    private long lastCompleted;

    /**
     * An empty ledger.
     *
     * @param checkpointed whether there are checkpoints at all; without them every intent counts as safe at once
     * @param restored id of the checkpoint that the job was restored from; 0 when none
     */
    IntentLedger(boolean checkpointed, long restored) {
        this.checkpointed = checkpointed;
        this.lastBegun = restored;
    }

    /** An intent for {@code key} now stands in its state. */
    void intend(String key) {
        before.put(key, lastBegun);
    }

    /** Whether the intent of {@code key} is in a completed checkpoint. */
    boolean safe(String key) {
        if (!checkpointed) {
            return true;
        }
        Long begun = before.get(key);
        return begun == null || lastCompleted > begun;
    }

    /** The intent of {@code key} has been answered. */
    void settled(String key) {
        before.remove(key);
    }

    /** A checkpoint takes its picture of the state now. */
    void begun(long checkpoint) {
        lastBegun = Math.max(lastBegun, checkpoint);
    }

    /** A checkpoint is complete everywhere. */
    void completed(long checkpoint) {
        lastCompleted = Math.max(lastCompleted, checkpoint);
    }
}
