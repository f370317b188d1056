package io.weir.pipeline.deliver;

import io.weir.pipeline.deliver.RemediationState.Phase;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.TicketNote;
import io.weir.sink.text.RemediationText;
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

    private static final Set<String> NOT_BEGUN = Set.of("new", "pending", "waiting");

    private final DeliverTuning tuning;
    private final Backoff backoff;
    private final Run run;
    private final List<RemediationNews> news = new ArrayList<>();

    private final Remediation request;
    private Phase phase = Phase.LAUNCHING;
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

    private RemediationProgress(Remediation request, DeliverTuning tuning, Run run) {
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
    static RemediationProgress begin(Remediation first, DeliverTuning tuning, Run run, boolean runner, long now) {
        RemediationProgress progress = new RemediationProgress(first, tuning, run);
        switch (first.kind()) {
            case REFUSED -> progress.refused(first.reason(), null, now);
            case CANCELLED ->
                throw new IllegalArgumentException(first.remediationId() + " cannot begin with being taken back");
            case REQUESTED -> {
                if (!runner) {
                    progress.refused("no-runner", "No playbook runner is configured.", now);
                }
            }
        }
        return progress;
    }

    /**
     * Takes up what is known.
     *
     * @param run this life of the task
     */
    static RemediationProgress resume(RemediationState known, DeliverTuning tuning, Run run) {
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
        return progress;
    }

    /** It is taken back: not launched if that can still be, stopped if its job has not begun; nothing when it is over. */
    void withdraw(Remediation order, long now) {
        if (phase == Phase.OVER) {
            return;
        }
        withdrawn = order.reason() == null ? "taken back" : order.reason();
        if (phase == Phase.LAUNCHED && NOT_BEGUN.contains(status)) {
            phase = Phase.CANCELLING;
            nextAt = now;
        }
    }

    /**
     * What to ask now; null for nothing. May decide that it is over, and may write an intent.
     *
     * @param intentSafe whether the intent is in a completed checkpoint
     */
    RunnerCall next(long now, boolean intentSafe) {
        if (phase == Phase.LAUNCHING && (withdrawn != null || now > expiry())) {
            dropUnlaunched(now);
        }
        if (phase == Phase.OVER || now < nextAt) {
            return null;
        }
        return switch (phase) {
            case LAUNCHING -> launch(intentSafe);
            case CANCELLING -> new RunnerCall.Cancel(jobId);
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
        String reason = withdrawn != null ? withdrawn : "expired";
        if (unclear) {
            String told = reason + " while it was unclear whether its launch had worked";
            over("unknown", told, RemediationText.withdrawn(request, told, Instant.ofEpochMilli(now)), now);
        } else {
            over("canceled", reason, RemediationText.withdrawn(request, reason, Instant.ofEpochMilli(now)), now);
        }
    }

    /** A launch has been answered. */
    void launched(LaunchOutcome outcome, long now) {
        intent = false;
        if (outcome instanceof LaunchOutcome.Launched launched) {
            jobId = launched.jobId();
            jobUrl = launched.jobUrl();
            launchedAt = now;
            attempts = 0;
            tell("launched", null, RemediationText.launched(request, launched, Instant.ofEpochMilli(now)), now);
            phase = withdrawn == null ? Phase.LAUNCHED : Phase.CANCELLING;
            nextAt = withdrawn == null ? now + pollMs : now;
        } else if (outcome instanceof LaunchOutcome.Wait wait) {
            unclear = true;
            again(wait.after().toMillis(), now);
        } else if (outcome instanceof LaunchOutcome.Retry retry) {
            again(retry.after().toMillis(), now);
        } else if (outcome instanceof LaunchOutcome.Refused refused) {
            refused(refused.reason(), refused.detail(), now);
        }
    }

    private void again(long atLeastMs, long now) {
        attempts++;
        nextAt = now + Math.max(atLeastMs, backoff.afterMs(request.remediationId(), attempts));
    }

    /** A question about the job has been answered. */
    void polled(JobState job, long now) {
        if (job.finished()) {
            TicketNote note = RemediationText.finished(request, jobId, job, Instant.ofEpochMilli(now));
            over(RemediationText.word(job.verdict()), job.detail(), note, now);
            return;
        }
        if (now > launchedAt + GIVE_UP_AFTER_MS) {
            over("unknown", "its job has not ended within a day", null, now);
            return;
        }
        if (job.status().equals("running") && !"running".equals(status)) {
            tell("running", null, null, now);
        }
        status = job.status().equals(JobState.UNREACHABLE) ? status : job.status();
        pollMs = Math.min(SLOWEST_POLL_MS, pollMs + pollMs / 2);
        nextAt = now + pollMs;
        if (withdrawn != null && NOT_BEGUN.contains(status)) {
            phase = Phase.CANCELLING;
        }
    }

    /** The wish to stop the job has been answered; how it ended is asked as usual. */
    void cancelled(CancelOutcome outcome, long now) {
        if (outcome.state() == CancelOutcome.State.UNKNOWN) {
            again(0, now);
            return;
        }
        // Asked once: a job that may not be stopped runs on, and its end is told.
        withdrawn = null;
        phase = Phase.LAUNCHED;
        pollMs = FIRST_POLL_MS;
        nextAt = now + pollMs;
    }

    private void refused(String reason, String detail, long now) {
        String told = reason == null ? "refused" : reason;
        over("refused", told, RemediationText.refused(request, told, detail, Instant.ofEpochMilli(now)), now);
    }

    private void over(String state, String reason, TicketNote note, long now) {
        phase = Phase.OVER;
        intent = false;
        forgetAt = now + tuning.forgetAfterMs();
        tell(state, reason, note, now);
    }

    private void tell(String state, String reason, TicketNote note, long now) {
        news.add(new RemediationNews(
                request, state, reason, jobId, jobUrl, note == null ? null : NoteLine.of(note), now));
    }

    /** Takes what there is to tell. */
    List<RemediationNews> takeNews() {
        List<RemediationNews> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** Whether an intent stands that has not been answered. */
    boolean intends() {
        return intent;
    }

    /** When to look again at the latest; with an intent that waits for its checkpoint the caller looks earlier. */
    long wakeAt() {
        if (phase == Phase.OVER) {
            return forgetAt;
        }
        return phase == Phase.LAUNCHING ? Math.min(nextAt, expiry() + 1) : nextAt;
    }

    /** Whether nothing is left to remember. */
    boolean forgotten(long now) {
        return phase == Phase.OVER && now >= forgetAt;
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
                forgetAt);
    }
}
