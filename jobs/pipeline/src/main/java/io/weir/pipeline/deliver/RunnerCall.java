package io.weir.pipeline.deliver;

import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;
import io.weir.sink.PreflightOutcome;
import io.weir.sink.Verdict;
import java.util.Locale;
import java.util.function.Consumer;

/** One question to the playbook runner. */
sealed interface RunnerCall {
    /** What it is about. */
    Remediation request();

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
    record Answer(PreflightOutcome preflight, LaunchOutcome launch, JobState job, CancelOutcome cancel) {
        /** The job that it tells of; null when it tells of none. */
        String jobId() {
            return launch instanceof LaunchOutcome.Launched launched ? launched.jobId() : null;
        }

        /** Says in a word what came of it, to one of the two. */
        void say(Consumer<String> good, Consumer<String> bad) {
            if (preflight instanceof PreflightOutcome.Ready) {
                good.accept("ready");
            } else if (preflight instanceof PreflightOutcome.Retry retry) {
                bad.accept(retry.reason());
            } else if (preflight instanceof PreflightOutcome.Refused refused) {
                bad.accept(refused.reason());
            } else if (launch instanceof LaunchOutcome.Launched launched) {
                good.accept(launched.adopted() ? "adopted" : "launched");
            } else if (launch instanceof LaunchOutcome.Wait wait) {
                bad.accept(wait.reason());
            } else if (launch instanceof LaunchOutcome.Retry retry) {
                bad.accept(retry.reason());
            } else if (launch instanceof LaunchOutcome.Refused refused) {
                bad.accept(refused.reason());
            } else if (job != null && job.finished()) {
                (job.verdict() == Verdict.SUCCEEDED ? good : bad)
                        .accept(job.verdict().name().toLowerCase(Locale.ROOT));
            } else if (cancel != null) {
                good.accept(cancel.state().name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
