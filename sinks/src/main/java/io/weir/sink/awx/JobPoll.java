package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.schema.Remediation;
import io.weir.sink.JobState;
import io.weir.sink.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Asks how jobs stand, and tells what finished ones did. */
final class JobPoll {
    /** AWX may still be writing results when a job has ended; longer than this it is not waited for. */
    private static final Duration EVENTS_LATE = Duration.ofSeconds(10);

    private static final int OUTPUT_LINES = 40;

    private final AwxClient client;

    JobPoll(AwxClient client) {
        this.client = client;
    }

    /** One job. */
    JobState one(String jobId, Remediation request, String page) {
        try {
            AwxClient.Reply reply = client.get(client.url("jobs", jobId));
            if (reply.answer() instanceof AwxAnswer.NotFound) {
                return new JobState("gone", true, Verdict.UNKNOWN, "AWX does not know the job any more", page, false);
            }
            JsonNode job = reply.ok();
            if (job == null) {
                return JobState.unreachable("AWX does not show us the job", page);
            }
            String status = job.path("status").asText();
            if (!JobVerdict.finished(status) || eventsMissing(job, reply.serverTime())) {
                return JobState.running(status, explanation(job), page);
            }
            return finished(job, request, page);
        } catch (HaltException e) {
            return JobState.unreachable(e.reason(), page);
        }
    }

    private JobState finished(JsonNode job, Remediation request, String page) throws HaltException {
        String id = job.path("id").asText();
        JsonNode summaries =
                client.get(client.url("jobs", id, "job_host_summaries")).ok();
        JobVerdict verdict = JobVerdict.of(
                job, request.target(), summaries == null ? MissingNode.getInstance() : summaries.path("results"));
        List<String> lines = new ArrayList<>();
        if (verdict.detail() != null && !verdict.detail().isBlank()) {
            lines.add(verdict.detail());
        }
        if (verdict.verdict() == Verdict.FAILED) {
            lines.addAll(failures(id));
            lines.addAll(output(id));
        }
        String detail = lines.isEmpty() ? null : String.join("\n", lines);
        return new JobState(
                job.path("status").asText(), true, verdict.verdict(), detail, page, verdict.infrastructure());
    }

    private List<String> failures(String id) throws HaltException {
        JsonNode events = client.get(client.url("jobs", id, "job_events")
                        .addQueryParameter("event__in", "runner_on_failed,runner_on_unreachable")
                        .addQueryParameter("page_size", "20"))
                .ok();
        List<String> lines = new ArrayList<>();
        if (events != null) {
            for (JsonNode event : events.path("results")) {
                String message =
                        event.path("event_data").path("res").path("msg").asText("");
                lines.add("Task \"" + event.path("task").asText() + "\" failed on "
                        + event.path("host_name").asText()
                        + (message.isBlank() ? "" : ": " + Redaction.tail(message, 5)));
            }
        }
        return lines;
    }

    private List<String> output(String id) throws HaltException {
        JsonNode text = client.get(client.url("jobs", id, "stdout").addQueryParameter("format", "txt"))
                .ok();
        if (text == null || !text.isTextual() || text.asText().isBlank()) {
            return List.of();
        }
        return List.of("Last lines:", Redaction.tail(text.asText(), OUTPUT_LINES));
    }

    private static boolean eventsMissing(JsonNode job, Instant now) {
        if (job.path("event_processing_finished").asBoolean(true)) {
            return false;
        }
        try {
            Instant end = OffsetDateTime.parse(job.path("finished").asText()).toInstant();
            return Duration.between(end, now).compareTo(EVENTS_LATE) < 0;
        } catch (DateTimeException e) {
            // a job that ended at no known time, canceled before it began, has no events to wait for
            return false;
        }
    }

    static String explanation(JsonNode job) {
        String text = job.path("job_explanation").asText("");
        return text.isBlank() ? null : text;
    }
}
