package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Endpoint;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import io.weir.sandbox.store.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A stand-in that imitates the REST behaviour of AWX 24 as far as a client meets it that launches jobs and watches
 * them. Thread-safe; every job is stored before its launch is answered. Checked against what is known of AWX, never
 * against a running one.
 */
public final class AwxSandbox implements Endpoint, AutoCloseable {
    private static final String VERSION = "24.6.1";

    private final AwxOptions options;
    private final Tables tables;
    private final Authentication authentication;
    private final Scheduler scheduler;
    private final LabelCalls labels;
    private final TemplateCalls templates;
    private final JobCalls jobs;
    private final InventoryCalls inventories;
    private final WorkflowRun workflowRun;
    private final WorkflowTemplates workflowTemplates;
    private final WorkflowCalls workflows;
    private final Lists lists;
    private final JobViews views;

    /** @param stateFile where labels and jobs are kept over a restart, or {@code null} to keep them in memory */
    public AwxSandbox(AwxOptions options, Path stateFile) {
        this.options = options;
        tables = new Tables(stateFile);
        authentication = new Authentication(options);
        scheduler = new Scheduler(options, tables);
        lists = new Lists(options.basePath());
        JobRows rows = new JobRows(options, tables);
        labels = new LabelCalls(options, tables, lists);
        templates = new TemplateCalls(options, tables, lists, rows, scheduler);
        jobs = new JobCalls(tables, lists, rows, labels, scheduler);
        inventories = new InventoryCalls(options, lists);
        views = new JobViews(tables);
        scheduler.recover();
        WorkflowRows workflowRows = new WorkflowRows(options, tables);
        workflowRun = new WorkflowRun(options, tables, workflowRows, rows, scheduler);
        workflowTemplates = new WorkflowTemplates(options, tables, lists, workflowRows, workflowRun);
        workflows = new WorkflowCalls(tables, lists, workflowRows, workflowRun);
    }

    /** All jobs by id. */
    public List<AwxJob> jobs() {
        return views.all();
    }

    /** Names of all labels by id. */
    public List<String> labels() {
        return tables.all("label").stream().map(l -> l.get("name").asText()).toList();
    }

    @Override
    public String target() {
        return "awx";
    }

    @Override
    public Optional<String> user(Request request) {
        try {
            return Optional.of(authentication.require(request).user().username());
        } catch (AwxError nobody) {
            return Optional.empty();
        }
    }

    @Override
    public Answer endSession(Request request) {
        return AwxError.notAuthenticated().answer();
    }

    @Override
    public Answer failure(int status) {
        return Answer.json(status, Json.object().put("detail", "A server error has occurred."));
    }

    @Override
    public Answer handle(Request request) {
        Instant start = Instant.now();
        Answer answer;
        try {
            answer = answer(request);
        } catch (AwxError e) {
            answer = e.answer();
        }
        if (user(request).isPresent()) {
            answer = answer.with("X-API-Product-Version", VERSION);
        }
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        return answer.with("X-API-Product-Name", "AWX")
                .with("X-API-Node", "sandbox")
                .with("X-API-Time", String.format(Locale.ROOT, "%.3fs", seconds))
                .with("X-API-Request-Id", UUID.randomUUID().toString().replace("-", ""));
    }

    private Answer answer(Request request) {
        String full = options.basePath() + request.path().replaceFirst("^/", "");
        if (!full.endsWith("/")) {
            String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
            return Answer.html(301, "").with("Location", full + "/" + query);
        }
        List<String> path = request.segments();
        if (path.equals(List.of("ping"))) {
            return Answer.json(200, ping());
        }
        Resource resource = resource(path);
        if (resource == null) {
            throw AwxError.noSuchPath();
        }
        Call call = new Call(request, authentication.require(request));
        return tables.atomically(() -> resource.call(call));
    }

    private Resource resource(List<String> path) {
        String first = path.isEmpty() ? "" : path.get(0);
        return switch (path.size()) {
            case 0 -> Resource.get(call -> Answer.json(200, root()));
            case 1 -> collection(first);
            case 2 -> one(first, path.get(1));
            case 3 -> part(first, path.get(1), path.get(2));
            default -> null;
        };
    }

    private Resource collection(String name) {
        return switch (name) {
            case "me" -> Resource.get(this::me);
            case "organizations" -> inventories.organizations();
            case "labels" -> labels.collection();
            case "job_templates" -> templates.collection();
            case "jobs" -> jobs.collection();
            case "inventories" -> inventories.inventories();
            case "hosts" -> inventories.hosts();
            case "workflow_job_templates" -> workflowTemplates.collection();
            case "workflow_jobs" -> workflows.workflows();
            case "workflow_approvals" -> workflows.approvals();
            default -> null;
        };
    }

    private Resource one(String name, String key) {
        return switch (name) {
            case "labels" -> labels.one(key);
            case "job_templates" -> templates.one(key);
            case "jobs" -> jobs.one(key);
            case "inventories" -> inventories.inventory(key);
            case "workflow_job_templates" -> workflowTemplates.one(key);
            case "workflow_jobs" -> workflows.workflow(key);
            case "workflow_approvals" -> workflows.approval(key);
            default -> null;
        };
    }

    private Resource part(String name, String key, String part) {
        return switch (name + "/" + part) {
            case "job_templates/launch" -> templates.launch(key);
            case "job_templates/survey_spec" -> templates.surveySpec(key);
            case "inventories/hosts" -> inventories.hostsOf(key);
            case "workflow_job_templates/launch" -> workflowTemplates.launch(key);
            case "workflow_job_templates/survey_spec" -> workflowTemplates.surveySpec(key);
            case "workflow_job_templates/workflow_nodes" -> workflowTemplates.nodes(key);
            case "workflow_approvals/approve" -> workflows.decision(key, true);
            case "workflow_approvals/deny" -> workflows.decision(key, false);
            default -> partOfRun(name, key, part);
        };
    }

    private Resource partOfRun(String name, String key, String part) {
        return switch (name) {
            case "jobs" -> jobs.part(key, part);
            case "workflow_jobs" -> workflows.part(key, part);
            default -> null;
        };
    }

    private Answer me(Call call) {
        ObjectNode row = Json.object()
                .put("id", call.user().id())
                .put("type", "user")
                .put("url", options.basePath() + "users/" + call.user().id() + "/")
                .put("username", call.user().username())
                .put("is_superuser", call.user().superuser());
        return lists.answer("User", List.of(row), call.request());
    }

    private ObjectNode root() {
        ObjectNode out = Json.object();
        for (String name : List.of(
                "ping",
                "me",
                "organizations",
                "labels",
                "job_templates",
                "jobs",
                "inventories",
                "hosts",
                "workflow_job_templates",
                "workflow_jobs",
                "workflow_approvals")) {
            out.put(name, options.basePath() + name + "/");
        }
        return out;
    }

    private static ObjectNode ping() {
        ObjectNode out = Json.object().put("ha", false).put("version", VERSION).put("active_node", "sandbox");
        out.put("install_uuid", "00000000-0000-0000-0000-000000000000");
        out.putArray("instances");
        out.putArray("instance_groups");
        return out;
    }

    @Override
    public void close() {
        workflowRun.close();
        scheduler.close();
        tables.close();
    }
}
