package io.weir.sink;

import io.weir.schema.Remediation;
import java.util.Map;

/**
 * Runs playbooks on request, each request once. Calls block, and may come from several threads, but only one at a time
 * for one remediation id.
 */
public interface PlaybookRunner extends AutoCloseable {

    /**
     * Starts the playbook of a request, or finds the job that an earlier attempt started. Never throws for what the
     * runner does or fails to do.
     */
    LaunchOutcome launch(Remediation request);

    /** How a job stands. An unreachable runner is a state too ({@link JobState#unreachable}), not an exception. */
    JobState poll(String jobId, Remediation request);

    /**
     * How several jobs stand, with as few calls as possible.
     *
     * @param jobs job id to the request it was started for
     * @return one state per job id
     */
    Map<String, JobState> poll(Map<String, Remediation> jobs);

    /** Asks a job to stop. May be repeated. */
    CancelOutcome cancel(String jobId);

    /** Ends connections; does not throw. */
    @Override
    void close();
}
