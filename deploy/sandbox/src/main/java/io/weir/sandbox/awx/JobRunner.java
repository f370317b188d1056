package io.weir.sandbox.awx;

/** The outcome of a template's jobs when no playbook is really run. Called from several threads. */
@FunctionalInterface
public interface JobRunner {
    /**
     * Plays one job.
     *
     * @throws InterruptedException when the job was cancelled or ran out of time; let it pass
     */
    JobOutcome run(JobRun run) throws InterruptedException;
}
