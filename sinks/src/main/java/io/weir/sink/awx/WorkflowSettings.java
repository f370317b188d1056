package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Remediation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a workflow template lets a launch decide, and whether it asks a person first: every way into it has to begin with
 * an approval node, and every playbook in it has to take the limit, for AWX hands a limit on only where it is prompted.
 *
 * @param templateId the template
 * @param organizationId the organization that owns it
 * @param settings the answer to {@code GET launch/}
 * @param surveyVariables names that an enabled survey asks for
 * @param nodes what it consists of
 */
record WorkflowSettings(
        long templateId, long organizationId, JsonNode settings, Set<String> surveyVariables, List<Node> nodes)
        implements Launchable {

    /**
     * One node.
     *
     * @param id the node
     * @param type what it runs: {@code job}, {@code workflow_approval}, {@code workflow_job}, ...
     * @param name of its template
     * @param onSuccess nodes that follow it when it ends well
     * @param otherwise nodes that follow it when it fails, or whatever it does
     * @param ownInventory the inventory that the node itself prompts with; empty when none
     * @param job the launch settings of its job template; a missing node when it runs no job
     */
    record Node(
            long id,
            String type,
            String name,
            Set<Long> onSuccess,
            Set<Long> otherwise,
            String ownInventory,
            JsonNode job) {
        Set<Long> next() {
            Set<Long> next = new HashSet<>(onSuccess);
            next.addAll(otherwise);
            return next;
        }

        boolean isApproval() {
            return type.equals("workflow_approval");
        }

        boolean isJob() {
            return type.equals("job");
        }
    }

    @Override
    public Set<String> inventories() {
        String own = LaunchSettings.inventory(settings);
        Set<String> all = new LinkedHashSet<>();
        for (Node node : nodes) {
            if (node.isJob()) {
                boolean takesOurs = node.job().path("ask_inventory_on_launch").asBoolean() && !own.isEmpty();
                String inventory = LaunchSettings.inventory(node.job());
                all.add(!node.ownInventory().isEmpty() ? node.ownInventory() : takesOurs ? own : inventory);
            }
        }
        return all;
    }

    @Override
    public ObjectNode body(Remediation request, long labelId) throws RefusedException {
        check(request);
        return prompts().body(request, labelId);
    }

    @Override
    public void check(Remediation request) throws RefusedException {
        PromptRules prompts = prompts();
        prompts.require(
                settings.path("node_templates_missing").isEmpty()
                        && settings.path("node_prompts_rejected").isEmpty(),
                "workflow-incomplete",
                "a template for every node, whose prompts it takes");
        prompts.require(
                firstNodes().stream().allMatch(Node::isApproval)
                        && nodes.stream().anyMatch(Node::isApproval),
                "no-approval-node",
                "an approval node at the beginning of every way through it");
        prompts.require(
                withoutYes().stream().noneMatch(Node::isJob),
                "runs-when-denied",
                "playbooks only on the success links of its approval nodes: the other links are taken on a denial");
        prompts.require(
                nodes.stream().noneMatch(node -> node.type().equals("workflow_job")),
                "workflow-nested",
                "no workflow within it");
        prompts.require(nodes.stream().anyMatch(Node::isJob), "workflow-without-job", "a node that runs a playbook");
        prompts.check(request);
        for (Node node : nodes) {
            prompts.require(
                    !node.isJob() || node.job().path("ask_limit_on_launch").asBoolean(),
                    "limit-not-prompted",
                    "\"Prompt on launch\" for the limit in job template " + node.name());
        }
        prompts.require(!inventories().contains(""), "inventory-needed", "an inventory for every playbook");
    }

    private List<Node> firstNodes() {
        Set<Long> followers = new HashSet<>();
        nodes.forEach(node -> followers.addAll(node.next()));
        return nodes.stream().filter(node -> !followers.contains(node.id())).toList();
    }

    /** All that may run although somebody said no, or nobody anything. */
    private List<Node> withoutYes() {
        Set<Long> reached = new HashSet<>();
        Deque<Long> ahead = new ArrayDeque<>();
        nodes.stream().filter(Node::isApproval).forEach(node -> ahead.addAll(node.otherwise()));
        while (!ahead.isEmpty()) {
            long id = ahead.pop();
            if (reached.add(id)) {
                nodes.stream().filter(node -> node.id() == id).forEach(node -> ahead.addAll(node.next()));
            }
        }
        return nodes.stream().filter(node -> reached.contains(node.id())).toList();
    }

    private PromptRules prompts() {
        String name = settings.path("workflow_job_template_data").path("name").asText("id " + templateId);
        return new PromptRules("workflow template " + name, settings, surveyVariables);
    }
}
