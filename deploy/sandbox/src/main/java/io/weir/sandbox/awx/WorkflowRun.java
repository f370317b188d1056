package io.weir.sandbox.awx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes launched workflows from node to node: an approval waits for a person, a job for its end. */
final class WorkflowRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowRun.class);
    private static final long STEP_MS = 20;

    private final AwxOptions options;
    private final Tables tables;
    private final WorkflowRows rows;
    private final JobRows jobs;
    private final Scheduler scheduler;
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread thread = new Thread(task, "sandbox-awx-workflows");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    WorkflowRun(AwxOptions options, Tables tables, WorkflowRows rows, JobRows jobs, Scheduler scheduler) {
        this.options = options;
        this.tables = tables;
        this.rows = rows;
        this.jobs = jobs;
        this.scheduler = scheduler;
        tables.select(WorkflowRows.TABLE, JobRows::isActive)
                .forEach(row -> submit(row.get("id").asInt()));
    }

    /** Lets a stored workflow begin. */
    void submit(int id) {
        var unused = clock.schedule(() -> step(id), options.timing().pending().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void step(int id) {
        try {
            boolean goesOn = tables.atomically(() -> {
                ObjectNode row = tables.get(WorkflowRows.TABLE, id).orElse(null);
                return row != null && JobRows.isActive(row) && advance(row);
            });
            if (goesOn) {
                var unused = clock.schedule(() -> step(id), STEP_MS, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            LOG.error("workflow {} is stuck", id, e);
        }
    }

    /** One step; whether there are more. */
    private boolean advance(ObjectNode row) {
        if (row.get("status").asText().equals("pending")) {
            row.put("status", "running").put("started", Instant.now().toString());
        }
        AwxWorkflow workflow = options.workflow(row.get("workflow_job_template").asInt());
        Set<Integer> startable = firstNodes(workflow);
        boolean active = false;
        boolean failed = false;
        for (AwxWorkflow.Node node : workflow.nodes()) {
            String status = status(row, node);
            active |= status.equals("active");
            failed |= status.equals("failed")
                    && node.failure().isEmpty()
                    && node.always().isEmpty();
            if (status.equals("successful")) {
                startable.addAll(node.success());
            } else if (status.equals("failed")) {
                startable.addAll(node.failure());
            }
            if (status.equals("successful") || status.equals("failed")) {
                startable.addAll(node.always());
            }
        }
        for (AwxWorkflow.Node node : workflow.nodes()) {
            if (startable.contains(node.id()) && status(row, node).equals("new")) {
                start(row, node);
                active = true;
            }
        }
        if (!active) {
            JobRows.end(
                    row,
                    failed ? "failed" : "successful",
                    failed ? "No error handling paths found, marking workflow as failed" : "");
        }
        tables.update(WorkflowRows.TABLE, row);
        return active;
    }

    private static Set<Integer> firstNodes(AwxWorkflow workflow) {
        Set<Integer> first = new HashSet<>();
        workflow.nodes().forEach(node -> first.add(node.id()));
        workflow.nodes().forEach(node -> first.removeAll(node.next()));
        return first;
    }

    /** {@code new}, {@code active}, {@code successful} or {@code failed}. */
    private String status(ObjectNode row, AwxWorkflow.Node node) {
        JsonNode job = state(row, node).get("job");
        if (!job.isInt()) {
            return "new";
        }
        Optional<ObjectNode> found = rows.job(node, job.asInt());
        if (node.template() == null) {
            found.ifPresent(this::expire);
            found = rows.job(node, job.asInt());
        }
        if (found.isEmpty()) {
            return "failed";
        }
        String status = found.get().get("status").asText();
        return JobRows.isActive(found.get()) ? "active" : status.equals("successful") ? status : "failed";
    }

    /** models/workflow.py WorkflowApproval, scheduler/task_manager.py timeout_approval_node. */
    private void expire(ObjectNode approval) {
        if (approval.get("status").asText().equals("pending")
                && approval.get("approval_expiration").isTextual()
                && !Instant.now()
                        .isBefore(Instant.parse(
                                approval.get("approval_expiration").asText()))) {
            approval.put("timed_out", true).put("can_approve_or_deny", false);
            JobRows.end(
                    approval,
                    "failed",
                    "The approval node " + approval.get("name").asText() + " ("
                            + approval.get("id").asInt() + ") has expired after "
                            + approval.get("_timeout").asInt() + " seconds.");
            tables.update(WorkflowRows.APPROVALS, approval);
        }
    }

    private void start(ObjectNode row, AwxWorkflow.Node node) {
        int id;
        if (node.template() == null) {
            id = rows.approval(row, node).get("id").asInt();
        } else {
            AwxTemplate template = options.template(node.template());
            AwxUser user = options.users().stream()
                    .filter(u -> u.username().equals(row.get("_user").asText()))
                    .findFirst()
                    .orElseThrow();
            // prompts of the workflow reach a node only where its template asks for them
            ObjectNode fields = Json.object();
            if (!row.get("limit").asText().isEmpty()) {
                fields.put("limit", row.get("limit").asText());
            }
            fields.set("extra_vars", read(row.get("extra_vars").asText()));
            ObjectNode job = jobs.create(template, LaunchPlan.of(template, fields), user);
            id = job.get("id").asInt();
            tables.update(JobRows.TABLE, job.put("launch_type", "workflow"));
            scheduler.submit(id);
        }
        state(row, node).put("job", id);
    }

    private static JsonNode read(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode state(ObjectNode row, AwxWorkflow.Node node) {
        for (JsonNode state : row.get("_nodes")) {
            if (state.get("node").asInt() == node.id()) {
                return (ObjectNode) state;
            }
        }
        throw new IllegalStateException("no node " + node.id());
    }

    /** Cancels a workflow and what goes on in it. */
    void cancel(ObjectNode row) {
        AwxWorkflow workflow = options.workflow(row.get("workflow_job_template").asInt());
        for (AwxWorkflow.Node node : workflow.nodes()) {
            if (status(row, node).equals("active")) {
                int job = state(row, node).get("job").asInt();
                if (node.template() == null) {
                    ObjectNode approval = rows.job(node, job).orElseThrow();
                    JobRows.end(approval, "canceled", "");
                    tables.update(WorkflowRows.APPROVALS, approval.put("can_approve_or_deny", false));
                } else {
                    scheduler.cancel(job);
                }
            }
        }
        JobRows.end(row, "canceled", "");
        tables.update(WorkflowRows.TABLE, row);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
