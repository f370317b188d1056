package io.weir.app.replay;

import io.weir.pipeline.replay.ReplayProgress;
import io.weir.pipeline.replay.ReplaySettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.flink.api.common.JobID;

/** A run without an end, and how far its results reach. Times are milliseconds since the epoch. */
final class Following {
    private final ReplaySettings settings;
    private final Path checkpoints;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private JobID id;
    private long reachedMs = Long.MIN_VALUE;

    /** Where the log was read up to, and when that was seen. */
    private record Sample(long wallMs, long reachedMs) {}

    Following(ReplaySettings settings, Path checkpoints) {
        this.settings = settings;
        this.checkpoints = checkpoints;
    }

    ReplaySettings settings() {
        return settings;
    }

    Path checkpoints() {
        return checkpoints;
    }

    void submitted(JobID job) {
        id = job;
    }

    JobID id() {
        return id;
    }

    /**
     * Takes note of where it is.
     *
     * @param counts accumulators of the job
     * @param checkpointAt when its newest complete checkpoint began, wall time: its results are written; 0 for none
     */
    void saw(Map<String, Object> counts, long checkpointAt, long now) {
        if (counts.get(ReplayProgress.TIME) instanceof Long reached && reached != Long.MAX_VALUE) {
            samples.add(new Sample(now, reached));
        }
        while (!samples.isEmpty() && samples.peek().wallMs() <= checkpointAt) {
            reachedMs = samples.remove().reachedMs();
        }
    }

    /** What was decided before this instant is written; {@link Long#MIN_VALUE} while that is not known. */
    long reachedMs() {
        return reachedMs;
    }
}
