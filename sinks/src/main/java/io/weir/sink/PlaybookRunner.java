package io.weir.sink;

import io.weir.schema.Remediation;
import java.util.Map;

/**
 * Runs playbooks on request, each request once. Calls block, and may come from several threads, but only one at a time
 * for one remediation id.
 */
public interface PlaybookRunner extends AutoCloseable {

    /** Whether a request could be launched, without launching it. Never throws for what the runner does. */
    PreflightOutcome preflight(Remediation request);

    /**
     * Starts the playbook of a request, or finds the job that an earlier attempt started. Never throws for what the
     * runner does or fails to do.
     *
     * @param gate asked right before the job is started
     */
    LaunchOutcome launch(Remediation request, LaunchGate gate);

    /** How a job stands. An unreachable runner is a state too ({@link JobState#unreachable}), not an exception. */
    JobState poll(String jobId, Remediation request);

    /**
     * How several jobs stand, with as few calls as possible.
     *
     * @param jobs job id to the request it was started for
     * @return one state per job id
     */
    Map<String, JobState> poll(Map<String, Remediation> jobs);

    /** Asks the job of a request to stop. May be repeated. */
    CancelOutcome cancel(String jobId, Remediation request);

    /** Whether the runner is left alone for now, after failures. For people to look at; any thread may ask. */
    default boolean isLeftAlone() {
        return false;
    }

    /** Ends connections; does not throw. */
    @Override
    void close();
}
