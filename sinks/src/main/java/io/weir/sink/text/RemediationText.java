package io.weir.sink.text;

import io.weir.schema.Remediation;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.TicketNote;
import io.weir.sink.Verdict;
import java.time.Instant;
import java.util.Objects;

/** What the ticket says about a remediation, state by state. Plain text; the sink escapes it. */
public final class RemediationText {
    private RemediationText() {}

    /** A guardrail, or AWX's own settings, said no. */
    public static TicketNote refused(Remediation request, String reason, String detail, Instant at) {
        String remedy = RefusalText.of(request, reason);
        String text = "Remediation not started: " + reason + (blank(remedy) ? "" : ". " + remedy)
                + (blank(detail) ? "" : "\n" + detail);
        return note(request, "refused", at, text + "\n" + what(request), null);
    }

    /** A request was taken back before it was launched. */
    public static TicketNote withdrawn(Remediation request, String reason, Instant at) {
        return note(request, "withdrawn", at, "Remediation taken back: " + reason + "\n" + what(request), null);
    }

    /** There is a job. */
    public static TicketNote launched(Remediation request, LaunchOutcome.Launched launched, Instant at) {
        String head = request.mode() == Remediation.Mode.APPROVE
                ? "Approval requested: AWX workflow " + launched.jobId() + " (nothing runs before somebody approves)"
                : dryRun(request)
                        ? "Dry run started: AWX job " + launched.jobId() + " (check mode, nothing will be changed)"
                        : "Remediation started: AWX job " + launched.jobId();
        return note(request, "launched", at, head + "\n" + what(request), launched.jobUrl());
    }

    /** Somebody has to approve it; {@code link} is where, null when that is not known. */
    public static TicketNote awaitingApproval(Remediation request, String link, Instant at) {
        String until = request.expiresAt() == null ? "" : " before " + Instant.ofEpochMilli(request.expiresAt());
        return note(
                request,
                "awaiting-approval",
                at,
                "Remediation awaits approval: approve or deny it in AWX" + until + ".\n" + what(request),
                link);
    }

    /** Somebody approved it; {@code who} in words, null when AWX does not tell. */
    public static TicketNote approved(Remediation request, String who, String link, Instant at) {
        String text = "Remediation approved; the playbook runs." + (blank(who) ? "" : "\n" + who);
        return note(request, "approved", at, text + "\n" + what(request), link);
    }

    /**
     * The job has ended.
     *
     * @param stopped why we wanted it to stop; null when we did not
     * @throws IllegalArgumentException when {@code state} is not finished
     */
    public static TicketNote finished(Remediation request, String jobId, JobState state, String stopped, Instant at) {
        if (!state.finished()) {
            throw new IllegalArgumentException("job " + jobId + " is not finished: " + state.status());
        }
        String head = headline(request, jobId, state);
        String why = blank(stopped) ? "" : "\nIt was to be stopped: " + stopped;
        String text = head + why + (blank(state.detail()) ? "" : "\n" + state.detail()) + "\n" + what(request);
        return note(request, word(state.verdict()), at, text, state.jobUrl());
    }

    /** The alert resolved in time after the job. */
    public static TicketNote verified(Remediation request, Instant at) {
        return note(
                request,
                "verified",
                at,
                "Remediation verified: " + subject(request) + " resolved after the playbook.\n" + what(request),
                null);
    }

    /** The alert did not resolve in time after the job. */
    public static TicketNote notResolved(Remediation request, Instant at) {
        return note(
                request,
                "not-resolved",
                at,
                "The playbook ended well, but " + subject(request) + " still fires: a person has to look.\n"
                        + what(request),
                null);
    }

    /** The word of a verdict in receipts. */
    public static String word(Verdict verdict) {
        return switch (verdict) {
            case SUCCEEDED -> "succeeded";
            case NO_EFFECT -> "no-effect";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
            case DENIED -> "denied";
            case EXPIRED -> "expired";
            case UNKNOWN -> "unknown";
        };
    }

    private static String headline(Remediation request, String jobId, JobState state) {
        return switch (state.verdict()) {
            case SUCCEEDED -> "Auto-remediation completed: AWX job " + jobId + ".";
            case NO_EFFECT ->
                (dryRun(request) ? "Dry run ended" : "Remediation ended without effect") + ": AWX job " + jobId + ".";
            case FAILED ->
                state.infrastructure()
                        ? "Remediation could not run: AWX job " + jobId + " failed before or outside the playbook."
                        : "Remediation failed: AWX job " + jobId + ".";
            case CANCELED -> "Remediation canceled: AWX job " + jobId + " was stopped.";
            case DENIED -> "Remediation denied: the playbook was not run, AWX workflow " + jobId + ".";
            case EXPIRED ->
                "Remediation expired: nobody approved it in time, the playbook was not run, AWX workflow " + jobId
                        + ".";
            case UNKNOWN -> "What the remediation did is not known: AWX job " + jobId + ". A person has to look.";
        };
    }

    private static TicketNote note(Remediation request, String state, Instant at, String text, String link) {
        return new TicketNote(request.remediationId() + ":" + state, at, "remediation", text, link);
    }

    private static String what(Remediation request) {
        return "Playbook " + request.template() + " on " + request.target() + ", rule " + request.rule() + ", attempt "
                + request.attempt() + ", " + request.remediationId();
    }

    private static String subject(Remediation request) {
        return Objects.requireNonNullElse(request.alertname(), "the alert");
    }

    private static boolean dryRun(Remediation request) {
        return request.mode() == Remediation.Mode.DRY_RUN;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
