package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Remediation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What job and workflow templates have to ask at launch alike: limit, labels and variables.
 *
 * @param what the template, in words
 * @param settings the answer to {@code GET launch/}
 * @param surveyVariables names that an enabled survey asks for
 */
record PromptRules(String what, JsonNode settings, Set<String> surveyVariables) {

    void check(Remediation request) throws RefusedException {
        require(asks("limit"), "limit-not-prompted", "\"Prompt on launch\" for the limit");
        require(asks("labels"), "labels-not-prompted", "\"Prompt on launch\" for labels");
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
    }

    ObjectNode body(Remediation request, long labelId) throws RefusedException {
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
        return body;
    }

    boolean asks(String field) {
        return settings.path("ask_" + field + "_on_launch").asBoolean(false);
    }

    void require(boolean holds, String reason, String remedy) throws RefusedException {
        if (!holds) {
            throw new RefusedException(reason, what + " needs " + remedy);
        }
    }

    private boolean takes(String variable) {
        return asks("variables") || surveyVariables.contains(variable);
    }

    /** The variable names of a survey. */
    static Set<String> surveyVariables(JsonNode survey) {
        Set<String> names = new HashSet<>();
        survey.path("spec")
                .forEach(question -> names.add(question.path("variable").asText()));
        return Set.copyOf(names);
    }
}
