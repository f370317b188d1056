package io.weir.pipeline.deliver;

import io.weir.sink.Fence;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * What a task that acts outside has to know of its own life: which intents are safe, whether it may still act, and what
 * earlier lives did. All methods belong to the task's thread.
 */
final class TaskLife {
    private final ListState<Long> snapshotAt;
    private final IntentLedger intents;
    private final Lease lease;
    private final boolean cold;
    private ReceiptMemory memory;
    private ActingRight right;
    private String job;
    /** Null unless this task claims for its job. */
    private JobTies claims;

    private TaskLife(ListState<Long> snapshotAt, IntentLedger intents, Lease lease, boolean cold) {
        this.snapshotAt = snapshotAt;
        this.intents = intents;
        this.lease = lease;
        this.cold = cold;
    }

    /** Begins, from a checkpoint or from nothing. */
    static TaskLife begin(FunctionInitializationContext context, TaskShare share) throws Exception {
        OptionalLong restored = context.getRestoredCheckpointId();
        ListState<Long> snapshotAt =
                context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("snapshot-at", Types.LONG));
        return new TaskLife(
                snapshotAt,
                new IntentLedger(share.checkpointed(), restored.orElse(0)),
                Lease.begin(share.checkpointed() ? share.leaseMs() : 0),
                restored.isEmpty());
    }

    /**
     * Reads what was done since the state was written, or lately when there is no state, and finds out who delivers.
     *
     * @param ties null for none: then only the lease counts
     * @param controls null without ties
     */
    void join(RuntimeContext context, JobTies ties, ControlView controls) throws Exception {
        int all = context.getTaskInfo().getNumberOfParallelSubtasks();
        int most = context.getTaskInfo().getMaxNumberOfParallelSubtasks();
        int self = context.getTaskInfo().getIndexOfThisSubtask();
        memory = new ReceiptMemory(key -> KeyGroupRangeAssignment.assignKeyToParallelOperator(key, most, all) == self);
        if (ties == null) {
            return;
        }
        right = new ActingRight(lease, controls, context.getJobInfo().getJobId().toHexString(), ties.definedAt());
        long from = Long.MAX_VALUE;
        for (Long at : snapshotAt.get()) {
            from = Math.min(from, at);
        }
        new ReceiptLog(ties.kafka())
                .read(from == Long.MAX_VALUE ? System.currentTimeMillis() - ties.maxAgeMs() : from, memory);
    }

    /** Claims the right to deliver for this job, unless a newer one has it; once it can be read who has. */
    void claim(RuntimeContext context, JobTies ties) throws InterruptedException {
        if (right != null && context.getTaskInfo().getIndexOfThisSubtask() == 0) {
            job = context.getJobInfo().getJobId().toHexString();
            claims = ties;
            right.awaitReadable();
            right.ensureNotReplaced();
            claim();
        }
    }

    private void claim() throws InterruptedException {
        if (claims != null && right.isToBeClaimed()) {
            DelivererClaim.write(claims.kafka(), job, claims.definedAt());
        }
    }

    /** Takes this task's part of a checkpoint. */
    void snapshot(FunctionSnapshotContext context) throws Exception {
        snapshotAt.clear();
        snapshotAt.add(System.currentTimeMillis());
        intents.begun(context.getCheckpointId());
        lease.begun(context.getCheckpointId());
    }

    /** A checkpoint is complete everywhere. */
    void completed(long checkpoint) throws InterruptedException {
        intents.completed(checkpoint);
        lease.completed(checkpoint);
        if (right != null) {
            right.ensureNotReplaced();
            // an older job may have been late to say that it delivers
            claim();
        }
    }

    /** Whether it began from nothing. */
    boolean isCold() {
        return cold;
    }

    IntentLedger intents() {
        return intents;
    }

    /** Whether this task may act outside. */
    Fence fence() {
        return right == null ? lease : right;
    }

    ReceiptMemory memory() {
        return memory;
    }
}
