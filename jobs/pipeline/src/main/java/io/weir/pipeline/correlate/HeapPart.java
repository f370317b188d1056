package io.weir.pipeline.correlate;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;

/** What of the heap a task may fill with what it need not read again. */
final class HeapPart {
    private HeapPart() {}

    /**
     * Bytes for one task of an operator of which all tasks in this process may have {@code 1 / share} of the heap. How many
     * they are is not known: no more than there are slots, nor than there are tasks of the operator anywhere.
     */
    static long of(RuntimeContext context, int share) {
        int slots = ((StreamingRuntimeContext) context)
                .getTaskManagerRuntimeInfo()
                .getConfiguration()
                .get(TaskManagerOptions.NUM_TASK_SLOTS);
        int tasks = Math.min(slots, context.getTaskInfo().getNumberOfParallelSubtasks());
        return Runtime.getRuntime().maxMemory() / share / Math.max(1, tasks);
    }
}
