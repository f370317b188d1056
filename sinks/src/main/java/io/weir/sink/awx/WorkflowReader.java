package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a workflow template consists of. */
final class WorkflowReader {
    private final AwxClient client;

    WorkflowReader(AwxClient client) {
        this.client = client;
    }

    /** @throws RefusedException when we may not see all of it */
    List<WorkflowSettings.Node> nodes(String templateId) throws HaltException, RefusedException {
        JsonNode list = client.get(client.url("workflow_job_templates", templateId, "workflow_nodes")
                        .addQueryParameter("page_size", "200"))
                .ok();
        if (list == null || list.path("count").asInt() != list.path("results").size()) {
            throw new RefusedException("workflow-unreadable", "our AWX user does not see all nodes of the workflow");
        }
        List<WorkflowSettings.Node> nodes = new ArrayList<>();
        for (JsonNode row : list.path("results")) {
            nodes.add(node(row));
        }
        return List.copyOf(nodes);
    }

    private WorkflowSettings.Node node(JsonNode row) throws HaltException, RefusedException {
        JsonNode template = row.path("summary_fields").path("unified_job_template");
        String type = template.path("unified_job_type").asText();
        String name = template.path("name").asText();
        JsonNode job = type.equals("job") ? job(row.path("unified_job_template").asText(), name) : null;
        return new WorkflowSettings.Node(
                row.path("id").asLong(),
                type,
                name,
                links(row, "success_nodes"),
                links(row, "failure_nodes", "always_nodes"),
                row.hasNonNull("inventory") ? row.path("inventory").asText() : "",
                job == null ? MissingNode.getInstance() : job);
    }

    private static Set<Long> links(JsonNode row, String... outcomes) {
        Set<Long> links = new HashSet<>();
        for (String outcome : outcomes) {
            row.path(outcome).forEach(id -> links.add(id.asLong()));
        }
        return Set.copyOf(links);
    }

    private JsonNode job(String templateId, String name) throws HaltException, RefusedException {
        JsonNode launch =
                client.get(client.url("job_templates", templateId, "launch")).ok();
        if (launch == null) {
            throw new RefusedException(
                    "launch-forbidden", "our AWX user may not execute job template " + name + " of the workflow");
        }
        return launch;
    }
}
