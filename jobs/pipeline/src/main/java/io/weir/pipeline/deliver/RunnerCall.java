package io.weir.pipeline.deliver;

import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;

/** One question to the playbook runner. */
sealed interface RunnerCall {
    /** Asks it. */
    Answer ask(PlaybookRunner runner);

    /** Start the job, or find the one that was started. */
    record Launch(Remediation request) implements RunnerCall {
        @Override
        public Answer ask(PlaybookRunner runner) {
            return new Answer(runner.launch(request), null, null);
        }
    }

    /** How does the job stand? */
    record Poll(String jobId, Remediation request) implements RunnerCall {
        @Override
        public Answer ask(PlaybookRunner runner) {
            return new Answer(null, runner.poll(jobId, request), null);
        }
    }

    /** Stop the job. */
    record Cancel(String jobId) implements RunnerCall {
        @Override
        public Answer ask(PlaybookRunner runner) {
            return new Answer(null, null, runner.cancel(jobId));
        }
    }

    /** The answer to one of them; the other two are null. */
    record Answer(LaunchOutcome launch, JobState job, CancelOutcome cancel) {}
}
