package io.weir.pipeline.deliver;

import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;
import io.weir.sink.PreflightOutcome;

/** One question to the playbook runner. */
sealed interface RunnerCall {
    /** Asks it. */
    Answer ask(PlaybookRunner runner, LaunchGate gate);

    /** Could the job be started? */
    record Preflight(Remediation request) implements RunnerCall {
        @Override
        public Answer ask(PlaybookRunner runner, LaunchGate gate) {
            return new Answer(runner.preflight(request), null, null, null);
        }
    }

    /** Start the job, or find the one that was started. */
    record Launch(Remediation request) implements RunnerCall {
        @Override
        public Answer ask(PlaybookRunner runner, LaunchGate gate) {
            return new Answer(null, runner.launch(request, gate), null, null);
        }
    }

    /** Find the job that was perhaps started, and start none. */
    record Look(Remediation request) implements RunnerCall {
        private static final LaunchOutcome NOTHING_FOUND =
                new LaunchOutcome.Refused("not-wanted", "It was only looked for a job.");

        @Override
        public Answer ask(PlaybookRunner runner, LaunchGate gate) {
            // the gate is asked when there is no job and none can come any more
            return new Answer(null, runner.launch(request, r -> NOTHING_FOUND), null, null);
        }
    }

    /** How does the job stand? */
    record Poll(String jobId, Remediation request) implements RunnerCall {
        @Override
        public Answer ask(PlaybookRunner runner, LaunchGate gate) {
            return new Answer(null, null, runner.poll(jobId, request), null);
        }
    }

    /** Stop the job. */
    record Cancel(String jobId, Remediation request) implements RunnerCall {
        @Override
        public Answer ask(PlaybookRunner runner, LaunchGate gate) {
            return new Answer(null, null, null, runner.cancel(jobId, request));
        }
    }

    /** The answer to one of them; the others are null. */
    record Answer(PreflightOutcome preflight, LaunchOutcome launch, JobState job, CancelOutcome cancel) {}
}
