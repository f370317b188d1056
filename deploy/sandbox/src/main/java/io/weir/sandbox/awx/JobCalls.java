package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import io.weir.sandbox.store.Tables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Jobs: listing, reading, cancelling, and what they left behind. */
final class JobCalls {
    private static final int DISPLAY_LIMIT = 1_048_576;

    private final Tables tables;
    private final Lists lists;
    private final JobRows jobs;
    private final LabelCalls labels;
    private final Scheduler scheduler;

    JobCalls(Tables tables, Lists lists, JobRows jobs, LabelCalls labels, Scheduler scheduler) {
        this.tables = tables;
        this.lists = lists;
        this.jobs = jobs;
        this.labels = labels;
        this.scheduler = scheduler;
    }

    Resource collection() {
        return Resource.get(call -> lists.answer(
                "Job", tables.all(JobRows.TABLE).stream().map(jobs::listed).toList(), call.request()));
    }

    Resource one(String id) {
        return Resource.get(call -> Answer.json(200, jobs.detail(find(id))))
                .on("DELETE", call -> delete(find(id), call));
    }

    /** A part of a job, or {@code null} when there is no such part. */
    Resource part(String id, String part) {
        return switch (part) {
            case "cancel" ->
                Resource.get(call -> Answer.json(200, Json.object().put("can_cancel", JobRows.isActive(find(id)))))
                        .on("POST", call -> cancel(find(id), call));
            case "stdout" -> Resource.get(call -> stdout(find(id), call.request()));
            case "job_host_summaries" ->
                Resource.get(call -> lists.answer("JobHostSummary", summaries(find(id)), call.request()));
            case "labels" -> Resource.get(call -> lists.answer("Label", labelsOf(find(id)), call.request()));
            default -> null;
        };
    }

    private ObjectNode find(String id) {
        return tables.get(JobRows.TABLE, Ids.parse(id)).orElseThrow(() -> AwxError.noMatch("Job"));
    }

    private List<ObjectNode> labelsOf(ObjectNode job) {
        List<ObjectNode> out = new ArrayList<>();
        job.get("_labels").forEach(label -> tables.get("label", label.asInt()).ifPresent(out::add));
        return out;
    }

    private Answer cancel(ObjectNode job, Call call) {
        boolean mayCancel = call.user().superuser()
                || job.get("_user").asText().equals(call.user().username());
        if (!JobRows.isActive(job)) {
            throw call.user().superuser() ? AwxError.methodNotAllowed("POST") : AwxError.forbidden();
        }
        if (!mayCancel) {
            throw AwxError.forbidden();
        }
        scheduler.cancel(job.get("id").asInt());
        return Answer.empty(202);
    }

    private Answer delete(ObjectNode job, Call call) {
        if (!call.user().superuser()) {
            throw AwxError.forbidden();
        }
        int id = job.get("id").asInt();
        if (JobRows.isActive(job)) {
            throw AwxError.inUse(id);
        }
        tables.remove(JobRows.TABLE, id);
        labels.forget(job);
        return Answer.empty(204);
    }

    private static Answer stdout(ObjectNode job, Request request) {
        boolean processed = job.get("event_processing_finished").asBoolean();
        String whole = processed ? job.get("_stdout").asText() : "";
        int size = whole.getBytes(StandardCharsets.UTF_8).length;
        String format = request.param("format").orElse("txt");
        if (format.equals("txt_download")) {
            return Answer.text(200, whole)
                    .with(
                            "Content-Disposition",
                            "attachment; filename=\"job_" + job.get("id").asInt() + ".txt\"");
        }
        String shown = size <= DISPLAY_LIMIT
                ? whole
                : "Standard Output too large to display (" + size + " bytes), only download supported for sizes over "
                        + DISPLAY_LIMIT + " bytes.";
        return switch (format) {
            case "txt" -> Answer.text(200, shown);
            case "json" -> Answer.json(200, page(shown, request));
            default -> throw AwxError.notFound();
        };
    }

    private static ObjectNode page(String text, Request request) {
        int lines = (int) text.lines().count();
        ObjectNode out = Json.object();
        out.putObject("range").put("start", 0).put("end", lines).put("absolute_end", lines);
        boolean base64 = request.param("content_encoding").orElse("").equals("base64");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return out.put("content", base64 ? Base64.getEncoder().encodeToString(bytes) : text);
    }

    private static List<ObjectNode> summaries(ObjectNode job) {
        List<ObjectNode> out = new ArrayList<>();
        if (!job.get("event_processing_finished").asBoolean()) {
            return out;
        }
        int id = job.get("id").asInt();
        job.get("_hosts").properties().forEach(e -> {
            JsonNode result = e.getValue();
            ObjectNode row = result.deepCopy();
            row.remove("verdict");
            row.put("id", id * 1000 + out.size())
                    .put("type", "job_host_summary")
                    .put("job", id);
            row.put("host_name", e.getKey()).put("processed", 1);
            out.add(row.put(
                    "failed",
                    result.get("dark").asInt() + result.get("failures").asInt() > 0));
        });
        return out;
    }
}
