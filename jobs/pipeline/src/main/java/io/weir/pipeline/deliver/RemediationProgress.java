package io.weir.pipeline.deliver;

import io.weir.core.execute.Guardrails;
import io.weir.pipeline.deliver.RemediationState.Phase;
import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PreflightOutcome;
import io.weir.sink.TicketNote;
import io.weir.sink.Verdict;
import io.weir.sink.text.RemediationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How far one remediation is, and what to ask next. Nothing is launched before the intent is safe, after its expiry, or
 * once it was taken back. All times are milliseconds since the epoch.
 */
final class RemediationProgress {
    private static final long FIRST_POLL_MS = 1000;
    private static final long SLOWEST_POLL_MS = 15_000;
    /** A job that has not ended after a day is nobody's concern here any more. */
    private static final long GIVE_UP_AFTER_MS = 24 * 3_600_000L;

    /** Refusals after the runner had made a job all the same: whatever it touched stays counted. */
    private static final Set<String> AFTER_A_JOB =
            Set.of("limit-ignored", "fields-ignored", "check-mode-ignored", "workflow-launched");

    private static final Set<String> NOT_BEGUN = Set.of("new", "pending", "waiting", JobState.AWAITING_APPROVAL);
    private static final String NOT_APPROVED = "nobody approved it in time";
    /** A no that the set-up of the runner has no part in: nothing for a person to correct and try again. */
    private static final Set<String> FINAL =
            Set.of(Guardrails.BRAKE, Guardrails.IN_DOWNTIME, "expired", "not-requested");

    private final ExecutionTuning tuning;
    private final Backoff backoff;
    private final Run run;
    private final List<RemediationNews> news = new ArrayList<>();
    private LaunchOutcome.Refused letter;

    private final Remediation request;
    private Phase phase = Phase.CHECKING;
    private boolean intent;
    private boolean unclear;
    private String withdrawn;
    private String jobId;
    private String jobUrl;
    private String status;
    private long launchedAt;
    private int attempts;
    private long nextAt;
    private long pollMs = FIRST_POLL_MS;
    private long forgetAt;
    private String stopping;
    private long runningSince;
    private int round;
    private long lookingSince;
    private boolean hadJob;

    private RemediationProgress(Remediation request, ExecutionTuning tuning, Run run) {
        this.request = request;
        this.tuning = tuning;
        this.run = run;
        this.backoff = new Backoff(tuning.retryFirstMs(), tuning.retryMaxMs(), tuning.seed());
    }

    /**
     * Begins with the first that is heard of it.
     *
     * @throws IllegalArgumentException when {@code first} takes it back: what is not known has ended and was forgotten
     */
    static RemediationProgress begin(Remediation first, ExecutionTuning tuning, Run run, boolean runner, long now) {
        RemediationProgress progress = new RemediationProgress(first, tuning, run);
        switch (first.kind()) {
            case REFUSED -> progress.refuse(first.reason(), null, now);
            case CANCELLED ->
                throw new IllegalArgumentException(first.remediationId() + " cannot begin with being taken back");
            case REQUESTED -> {
                if (!runner) {
                    progress.refuse("no-runner", "No playbook runner is configured.", now);
                }
            }
        }
        return progress;
    }

    /**
     * Begins once more because a person asked for it, through the same steps as the first time.
     *
     * @param request with its new expiry
     * @param known what is remembered; null when it was forgotten
     */
    static RemediationProgress again(Remediation request, RemediationState known, ExecutionTuning tuning, Run run) {
        RemediationProgress progress = new RemediationProgress(request, tuning, run);
        progress.round = known == null ? 1 : known.round() + 1;
        progress.unclear = known != null && known.unclear();
        return progress;
    }

    /**
     * Takes up what is known.
     *
     * @param run this life of the task
     */
    static RemediationProgress resume(RemediationState known, ExecutionTuning tuning, Run run) {
        RemediationProgress progress = new RemediationProgress(known.request(), tuning, run);
        boolean restored = !run.id().equals(known.run());
        progress.phase = known.phase();
        progress.unclear = known.unclear() || (restored && known.intent());
        progress.intent = known.intent();
        progress.withdrawn = known.withdrawn();
        progress.jobId = known.jobId();
        progress.jobUrl = known.jobUrl();
        progress.status = known.status();
        progress.launchedAt = known.launchedAt();
        progress.attempts = known.attempts();
        progress.nextAt = known.nextAt();
        progress.pollMs = known.pollMs();
        progress.forgetAt = known.forgetAt();
        progress.stopping = known.stopping();
        progress.runningSince = known.runningSince();
        progress.round = known.round();
        progress.lookingSince = known.lookingSince();
        return progress;
    }

    /**
     * It is taken back: not launched if that can still be, stopped if its job has not begun. When it is over this is
     * only remembered: nobody may have it tried again.
     */
    void withdraw(Remediation order, long now) {
        withdrawn = order.reason() == null ? "taken back" : order.reason();
        if (phase == Phase.LAUNCHED && notBegun()) {
            stop(withdrawn, now);
        }
    }

    private boolean notBegun() {
        if (status == null) {
            return false; // not known before the first answer
        }
        // a workflow runs before anybody was asked
        return NOT_BEGUN.contains(status) || (approve() && !status.equals(JobState.APPROVED));
    }

    private boolean approve() {
        return request.mode() == Remediation.Mode.APPROVE;
    }

    private void stop(String why, long now) {
        stopping = why;
        phase = Phase.CANCELLING;
        nextAt = now;
    }

    /**
     * What to ask now; null for nothing. May decide that it is over, and may write an intent.
     *
     * @param intentSafe whether the intent is in a completed checkpoint
     */
    RunnerCall next(long now, boolean intentSafe) {
        boolean unlaunched = phase == Phase.LAUNCHING || phase == Phase.CHECKING;
        if (unlaunched && lookingSince == 0 && (withdrawn != null || now > expiry())) {
            dropUnlaunched(now);
        }
        if (phase == Phase.OVER || now < nextAt) {
            return null;
        }
        return switch (phase) {
            case CHECKING -> lookingSince > 0 ? new RunnerCall.Look(request) : new RunnerCall.Preflight(request);
            case LAUNCHING -> lookingSince > 0 ? new RunnerCall.Look(request) : launch(intentSafe);
            case CANCELLING -> new RunnerCall.Cancel(jobId, request);
            case LAUNCHED -> new RunnerCall.Poll(jobId, request);
            case OVER -> null;
        };
    }

    private long expiry() {
        return request.expiresAt() == null ? Long.MAX_VALUE - 1 : request.expiresAt();
    }

    private RunnerCall launch(boolean intentSafe) {
        boolean before = intent;
        intent = true;
        return before && intentSafe ? new RunnerCall.Launch(request) : null;
    }

    private void dropUnlaunched(long now) {
        if (unclear) {
            // its job may yet turn up, and then it has to be stopped or watched
            lookingSince = now;
            intent = false;
            attempts = 0;
            nextAt = now;
            return;
        }
        String reason = whyNot();
        over("canceled", reason, RemediationText.withdrawn(request, reason, Instant.ofEpochMilli(now)), now);
    }

    private String whyNot() {
        return withdrawn != null ? withdrawn : "expired";
    }

    /** It was looked for what became of a launch in doubt that is not wanted any more; nothing was started. */
    void looked(LaunchOutcome outcome, long now) {
        if (outcome instanceof LaunchOutcome.Launched found) {
            lookingSince = 0;
            known(found, now);
            // whether it is stopped or runs on depends on how far it is
            nextAt = now;
        } else if (outcome instanceof LaunchOutcome.Refused || now > lookingSince + GIVE_UP_AFTER_MS) {
            String told = whyNot() + " while it was unclear whether its launch had worked; no job was found";
            over("unknown", told, RemediationText.withdrawn(request, told, Instant.ofEpochMilli(now)), now);
        } else {
            again(pause(outcome).toMillis(), now);
        }
    }

    private static Duration pause(LaunchOutcome outcome) {
        if (outcome instanceof LaunchOutcome.Wait wait) {
            return wait.after();
        }
        return outcome instanceof LaunchOutcome.Retry retry ? retry.after() : Duration.ZERO;
    }

    private void known(LaunchOutcome.Launched launched, long now) {
        jobId = launched.jobId();
        jobUrl = launched.jobUrl();
        launchedAt = now;
        attempts = 0;
        tell("launched", null, RemediationText.launched(request, launched, Instant.ofEpochMilli(now)), now);
        phase = Phase.LAUNCHED;
        nextAt = now + pollMs;
    }

    /** It has been looked at. When it could be launched, {@link #cleared} or {@link #refuse} has to follow. */
    void preflighted(PreflightOutcome outcome, long now) {
        if (outcome instanceof PreflightOutcome.Retry retry) {
            again(retry.after().toMillis(), now);
        } else if (outcome instanceof PreflightOutcome.Refused refused) {
            refusedByRunner(new LaunchOutcome.Refused(refused.reason(), refused.detail()), now);
        }
    }

    /** Nothing stands in its way. */
    void cleared(long now) {
        phase = Phase.LAUNCHING;
        attempts = 0;
        nextAt = now;
    }

    /** A launch has been answered. */
    void launched(LaunchOutcome outcome, long now) {
        intent = false;
        if (outcome instanceof LaunchOutcome.Launched launched) {
            known(launched, now);
            if (withdrawn != null) {
                stop(withdrawn, now);
            }
        } else if (outcome instanceof LaunchOutcome.Wait wait) {
            unclear = true;
            again(wait.after().toMillis(), now);
        } else if (outcome instanceof LaunchOutcome.Retry retry) {
            again(retry.after().toMillis(), now);
        } else if (outcome instanceof LaunchOutcome.Refused refused) {
            refusedByRunner(refused, now);
        }
    }

    private void again(long atLeastMs, long now) {
        attempts++;
        nextAt = now + Math.max(atLeastMs, backoff.afterMs(request.remediationId(), attempts));
    }

    /** A question about the job has been answered. */
    void polled(JobState job, long now) {
        if (job.finished()) {
            ended(job, now);
            return;
        }
        if (now > launchedAt + GIVE_UP_AFTER_MS) {
            over("unknown", "its job has not ended within a day", null, now);
            return;
        }
        if (!job.status().equals(JobState.UNREACHABLE)) {
            advance(job, now);
        }
        pollMs = Math.min(SLOWEST_POLL_MS, pollMs + pollMs / 2);
        nextAt = now + pollMs;
        stopIfTooLate(now);
    }

    private void advance(JobState job, long now) {
        Instant at = Instant.ofEpochMilli(now);
        boolean changed = !job.status().equals(status);
        if (changed && job.status().equals(JobState.AWAITING_APPROVAL)) {
            tell(job.status(), null, RemediationText.awaitingApproval(request, job.jobUrl(), at), now);
        } else if (changed && job.status().equals(JobState.APPROVED)) {
            tell(job.status(), job.detail(), RemediationText.approved(request, job.detail(), jobUrl, at), now);
        } else if (changed && job.status().equals("running") && !approve()) {
            tell("running", null, null, now);
        }
        status = job.status();
        if (runningSince == 0 && status.equals(approve() ? JobState.APPROVED : "running")) {
            runningSince = now;
        }
    }

    private void stopIfTooLate(long now) {
        if (withdrawn != null && notBegun()) {
            stop(withdrawn, now);
        } else if (stopping != null) {
            return; // was asked to stop already
        } else if (notBegun() && now > expiry()) {
            stop(approve() ? NOT_APPROVED : "expired before it began", now);
        } else if (runningSince > 0 && now > runningSince + tuning.runTimeoutMs()) {
            stop(
                    "it ran longer than "
                            + Duration.ofMillis(tuning.runTimeoutMs()).toMinutes() + " minutes",
                    now);
        }
    }

    /** A guardrail says no while a person is asked: the workflow is stopped. Whether it was not before. */
    boolean hold(String reason, String detail, long now) {
        if (stopping != null) {
            return false;
        }
        stop(detail == null ? reason : reason + ": " + detail, now);
        return true;
    }

    private void ended(JobState job, long now) {
        JobState end = job;
        if (job.verdict() == Verdict.CANCELED && NOT_APPROVED.equals(stopping)) {
            end = new JobState(job.status(), true, Verdict.EXPIRED, job.detail(), job.jobUrl(), job.infrastructure());
        }
        TicketNote note = RemediationText.finished(request, jobId, end, stopping, Instant.ofEpochMilli(now));
        String reason = stopping == null ? end.detail() : stopping;
        over(RemediationText.word(end.verdict()), reason, note, now);
    }

    /** The wish to stop the job has been answered; how it ended is asked as usual. */
    void cancelled(CancelOutcome outcome, long now) {
        if (outcome.state() == CancelOutcome.State.UNKNOWN) {
            if (now > launchedAt + GIVE_UP_AFTER_MS) {
                over("unknown", "whether its job was stopped could not be learnt within a day", null, now);
            } else {
                again(0, now);
            }
            return;
        }
        // Asked once: a job that may not be stopped runs on, and its end is told.
        withdrawn = null;
        phase = Phase.LAUNCHED;
        pollMs = FIRST_POLL_MS;
        nextAt = now + pollMs;
    }

    private void refusedByRunner(LaunchOutcome.Refused refused, long now) {
        if (!FINAL.contains(refused.reason())) {
            letter = refused;
        }
        hadJob = AFTER_A_JOB.contains(refused.reason());
        refuse(refused.reason(), refused.detail(), now);
    }

    /** A guardrail says no. */
    void refuse(String reason, String detail, long now) {
        String told = reason == null ? "refused" : reason;
        over("refused", told, RemediationText.refused(request, told, detail, Instant.ofEpochMilli(now)), now);
    }

    /** It was done by an earlier life of this job, whose state is gone: nothing to do and nothing to tell. */
    void done(long now) {
        phase = Phase.OVER;
        forgetAt = now + tuning.forgetAfterMs();
    }

    /** Its state was written by a version that this one does not continue. */
    void lost(long now) {
        TicketNote note = RemediationText.withdrawn(
                request, "it was under way during an upgrade; look for its label in AWX", Instant.ofEpochMilli(now));
        over("unknown", "under way during an upgrade", note, now);
    }

    private void over(String state, String reason, TicketNote note, long now) {
        phase = Phase.OVER;
        intent = false;
        forgetAt = now + tuning.forgetAfterMs();
        tell(state, reason, note, now);
    }

    private void tell(String state, String reason, TicketNote note, long now) {
        NoteLine line = note == null ? null : NoteLine.of(note);
        if (line != null && round > 0) {
            // the line of an earlier round stands in the ticket already
            line = new NoteLine(line.id() + "-" + round, line.at(), line.kind(), line.text(), line.link());
        }
        news.add(new RemediationNews(request, state, reason, jobId, jobUrl, line, now));
    }

    /** Takes what there is to tell. */
    List<RemediationNews> takeNews() {
        List<RemediationNews> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** Takes the refusal that a person may correct and have tried again; null when there is none. */
    LaunchOutcome.Refused takeLetter() {
        LaunchOutcome.Refused taken = letter;
        letter = null;
        return taken;
    }

    /** Whether an intent stands that has not been answered. */
    boolean intends() {
        return intent;
    }

    /** Whether it is over and nothing can have been started for it, as far as this process knows. */
    boolean touchedNothing() {
        return phase == Phase.OVER && jobId == null && !unclear && !hadJob;
    }

    /** Whether it only waits for a person. */
    boolean awaitsPerson() {
        return JobState.AWAITING_APPROVAL.equals(status) && phase == Phase.LAUNCHED;
    }

    /** Whether it must not be launched any more. */
    boolean expired(long now) {
        return now > expiry();
    }

    /** Whether there is nothing more to do. */
    boolean isOver() {
        return phase == Phase.OVER;
    }

    /** What it is about. */
    Remediation request() {
        return request;
    }

    /** When to look again at the latest; with an intent that waits for its checkpoint the caller looks earlier. */
    long wakeAt() {
        if (phase == Phase.OVER) {
            return forgetAt;
        }
        boolean expires = (phase == Phase.LAUNCHING || phase == Phase.CHECKING) && lookingSince == 0;
        return expires ? Math.min(nextAt, expiry() + 1) : nextAt;
    }

    /** What is kept. */
    RemediationState state() {
        return new RemediationState(
                request,
                phase,
                intent,
                unclear,
                withdrawn,
                jobId,
                jobUrl,
                status,
                launchedAt,
                run.id(),
                attempts,
                nextAt,
                pollMs,
                forgetAt,
                stopping,
                runningSince,
                round,
                lookingSince);
    }
}
