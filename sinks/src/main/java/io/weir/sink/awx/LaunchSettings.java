package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Remediation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a job template lets a launch decide. AWX drops what is not prompted for without a word, a limit too, and would
 * then run on the whole inventory; so all of it is checked before.
 *
 * @param templateId the template
 * @param organizationId the organization that owns it
 * @param settings the answer to {@code GET launch/}
 * @param surveyVariables names that an enabled survey asks for
 */
record LaunchSettings(long templateId, long organizationId, JsonNode settings, Set<String> surveyVariables) {

    private static final String CHECK = "check";

    /** The inventory the job will run on. */
    String inventoryId() {
        return defaults().path("inventory").path("id").asText();
    }

    /**
     * What to send for a request.
     *
     * @throws RefusedException when the template is not set up for it; the detail names the setting
     */
    ObjectNode body(Remediation request, long labelId) throws RefusedException {
        check(request);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("limit", request.target());
        body.putArray("labels").add(labelId);
        ObjectNode variables = body.putObject("extra_vars");
        for (Map.Entry<String, String> variable : LaunchRules.variables(request).entrySet()) {
            boolean ours = LaunchRules.own(request).containsKey(variable.getKey());
            if (takes(variable.getKey()) || !ours) {
                variables.put(variable.getKey(), variable.getValue());
            }
        }
        jobType(request, body);
        return body;
    }

    /** Refuses what cannot be launched rightly. */
    void check(Remediation request) throws RefusedException {
        require(asks("limit"), "limit-not-prompted", "\"Prompt on launch\" for the limit");
        require(asks("labels"), "labels-not-prompted", "\"Prompt on launch\" for labels");
        require(settings.path("passwords_needed_to_start").isEmpty(), "password-needed", "no password asked at launch");
        require(
                !settings.path("inventory_needed_to_start").asBoolean()
                        && !inventoryId().isEmpty(),
                "inventory-needed",
                "an inventory of its own");
        require(defaults().path("job_slice_count").asInt(1) == 1, "template-is-sliced", "a job slice count of 1");
        Map<String, String> variables = LaunchRules.variables(request);
        for (String name : request.vars().keySet()) {
            require(
                    takes(name),
                    "variables-not-prompted",
                    "\"Prompt on launch\" for variables, or a survey with " + name);
        }
        require(
                takes("remediation_id"),
                "variables-not-prompted",
                "\"Prompt on launch\" for variables, or a survey with remediation_id");
        for (JsonNode needed : settings.path("variables_needed_to_start")) {
            require(
                    variables.containsKey(needed.asText()),
                    "variable-missing",
                    "a rule that gives the variable " + needed.asText());
        }
        if (request.mode() == Remediation.Mode.DRY_RUN) {
            require(
                    asks("job_type") || checksByDefault(),
                    "check-mode-not-prompted",
                    "\"Prompt on launch\" for the job type, for dry runs");
        } else {
            require(asks("job_type") || !checksByDefault(), "template-only-checks", "the job type \"run\"");
        }
    }

    private void jobType(Remediation request, ObjectNode body) {
        boolean dryRun = request.mode() == Remediation.Mode.DRY_RUN;
        if (dryRun != checksByDefault()) {
            body.put("job_type", dryRun ? CHECK : "run");
        }
        if (dryRun && asks("diff_mode")) {
            body.put("diff_mode", true);
        }
    }

    private boolean takes(String variable) {
        return asks("variables") || surveyVariables.contains(variable);
    }

    private boolean asks(String what) {
        return settings.path("ask_" + what + "_on_launch").asBoolean(false);
    }

    private boolean checksByDefault() {
        return defaults().path("job_type").asText("run").equals(CHECK);
    }

    private JsonNode defaults() {
        return settings.path("defaults");
    }

    private void require(boolean holds, String reason, String remedy) throws RefusedException {
        if (!holds) {
            String name = settings.path("job_template_data").path("name").asText("id " + templateId);
            throw new RefusedException(reason, "job template " + name + " needs " + remedy);
        }
    }

    /** The variable names of a survey. */
    static Set<String> surveyVariables(JsonNode survey) {
        Set<String> names = new HashSet<>();
        survey.path("spec")
                .forEach(question -> names.add(question.path("variable").asText()));
        return Set.copyOf(names);
    }
}
