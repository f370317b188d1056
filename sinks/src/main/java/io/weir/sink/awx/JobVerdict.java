package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sink.Verdict;
import java.util.List;
import java.util.Set;

/**
 * What a finished job has done. AWX's {@code successful} only says that nothing failed, which is also true when the
 * playbook matched no host.
 *
 * @param verdict the judgement
 * @param detail why, for people
 * @param infrastructure whether a failure is AWX's own
 */
record JobVerdict(Verdict verdict, String detail, boolean infrastructure) {
    private static final Set<String> FINISHED = Set.of("successful", "failed", "error", "canceled");
    /** What a playbook says in {@code set_stats: effect} when it did nothing. */
    private static final Set<String> NO_EFFECT = Set.of("none", "nothing", "already_done", "dry_run", "skipped");
    /** How AWX's own explanations of a failure begin that have nothing to do with the playbook. */
    private static final List<String> INFRASTRUCTURE = List.of(
            "Previous Task Failed",
            "Previous Task Canceled",
            "Task was marked as",
            "Task failed pre-start check",
            "Job could not start");

    /** Whether a job of this status will not change any more. */
    static boolean finished(String status) {
        return FINISHED.contains(status);
    }

    /**
     * Judges a finished job.
     *
     * @param job from {@code GET jobs/N/}
     * @param target the one host that it was for
     * @param summaries from {@code GET jobs/N/job_host_summaries/}; a missing node when it could not be read
     */
    static JobVerdict of(JsonNode job, String target, JsonNode summaries) {
        String explanation = job.path("job_explanation").asText("");
        return switch (job.path("status").asText()) {
            case "successful" -> successful(job, target, summaries);
            case "failed" -> new JobVerdict(Verdict.FAILED, explanation, infrastructure(explanation));
            case "error" -> new JobVerdict(Verdict.FAILED, error(job, explanation), true);
            case "canceled" -> new JobVerdict(Verdict.CANCELED, explanation, false);
            default -> unknown("AWX calls the job " + job.path("status").asText());
        };
    }

    private static JobVerdict successful(JsonNode job, String target, JsonNode summaries) {
        JsonNode counts = job.path("host_status_counts");
        if (!job.path("limit").asText().equals(target)) {
            return unknown("the job was not limited to " + target);
        }
        if (!counts.isObject()) {
            return unknown("AWX has no result for any host");
        }
        if (counts.isEmpty()) {
            return nothing("playbook matched no host: nothing was done");
        }
        int hosts =
                counts.properties().stream().mapToInt(c -> c.getValue().asInt()).sum();
        if (hosts != 1 || (summaries.isArray() && !onlyOn(target, summaries))) {
            return unknown("the job did not run on " + target + " alone");
        }
        if (counts.path("failures").asInt() + counts.path("dark").asInt() > 0) {
            return new JobVerdict(Verdict.FAILED, target + " failed or could not be reached", false);
        }
        return effect(job, counts);
    }

    private static JobVerdict effect(JsonNode job, JsonNode counts) {
        boolean changed = counts.path("changed").asInt() > 0;
        String effect = job.path("artifacts").path("effect").asText("");
        if (job.path("job_type").asText().equals("check")) {
            return nothing("check mode: the playbook " + (changed ? "would have changed" : "would not have changed")
                    + " the host; nothing was done");
        }
        if (effect.equals("already_done")) {
            return nothing("already carried out by an earlier job");
        }
        if (NO_EFFECT.contains(effect)) {
            return nothing("the playbook says that it did nothing: " + effect);
        }
        if (!effect.isBlank()) {
            return new JobVerdict(Verdict.SUCCEEDED, "effect: " + Redaction.tail(effect, 1), false);
        }
        return changed
                ? new JobVerdict(Verdict.SUCCEEDED, "the playbook changed the host", false)
                : nothing("the playbook changed nothing");
    }

    private static boolean onlyOn(String target, JsonNode summaries) {
        for (JsonNode summary : summaries) {
            if (!summary.path("host_name").asText().equals(target)) {
                return false;
            }
        }
        return true;
    }

    private static boolean infrastructure(String explanation) {
        return INFRASTRUCTURE.stream().anyMatch(explanation::startsWith);
    }

    private static String error(JsonNode job, String explanation) {
        String trace = Redaction.tail(job.path("result_traceback").asText(""), 1);
        return trace.isEmpty() ? explanation : explanation + "\n" + trace;
    }

    private static JobVerdict nothing(String why) {
        return new JobVerdict(Verdict.NO_EFFECT, why, false);
    }

    private static JobVerdict unknown(String why) {
        return new JobVerdict(Verdict.UNKNOWN, why, false);
    }
}
