package io.weir.sandbox.awx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;

/**
 * What a launch request comes to: fields the template does not ask for are ignored, not refused, and the template's own
 * value holds. A value equal to the template's own is neither accepted nor ignored.
 */
record LaunchPlan(ObjectNode accepted, ObjectNode ignored, ObjectNode extraVars) {

    static LaunchPlan of(AwxTemplate template, ObjectNode fields) {
        ObjectNode accepted = Json.object();
        ObjectNode ignored = Json.object();
        for (Prompt prompt : Prompt.values()) {
            String field = prompt.field();
            if (fields.has(field) && prompt != Prompt.VARIABLES) {
                JsonNode value = fields.get(field);
                if (template.asks(prompt)) {
                    accepted.set(field, value);
                } else if (!value.equals(own(template, prompt))) {
                    ignored.set(field, value);
                }
            }
        }
        ObjectNode extraVars = ownVariables(template);
        ObjectNode ignoredVars = Json.object();
        Survey survey = new Survey(template.survey());
        fields.path(Prompt.VARIABLES.field()).properties().forEach(e -> {
            if (template.asks(Prompt.VARIABLES) || survey.asksFor(e.getKey())) {
                extraVars.set(e.getKey(), e.getValue());
            } else {
                ignoredVars.set(e.getKey(), e.getValue());
            }
        });
        if (!ignoredVars.isEmpty()) {
            ignored.set(Prompt.VARIABLES.field(), ignoredVars);
        }
        refuseIncomplete(template, accepted, survey.errors(extraVars));
        return new LaunchPlan(accepted, ignored, extraVars);
    }

    private static void refuseIncomplete(AwxTemplate template, ObjectNode accepted, ArrayNode surveyErrors) {
        ObjectNode errors = Json.object();
        if (!surveyErrors.isEmpty()) {
            errors.set("variables_needed_to_start", surveyErrors);
        }
        if (template.inventory() == null && !accepted.has(Prompt.INVENTORY.field())) {
            errors.putArray("resources_needed_to_start").add("Job Template inventory is missing or undefined.");
        }
        if (!template.passwordsNeeded().isEmpty()) {
            ArrayNode list = errors.putArray("passwords_needed_to_start");
            template.passwordsNeeded().forEach(list::add);
        }
        if (!errors.isEmpty()) {
            throw AwxError.badRequest(errors);
        }
    }

    private static JsonNode own(AwxTemplate template, Prompt prompt) {
        JsonNode defaults = Json.object()
                .put("limit", template.limit())
                .put("inventory", template.inventory())
                .put("scm_branch", "")
                .put("job_tags", "")
                .put("skip_tags", "")
                .put("job_type", "run")
                .put("diff_mode", false)
                .put("verbosity", 0)
                .put("forks", 0)
                .put("timeout", (int) template.timeout().toSeconds())
                .put("job_slice_count", 1)
                .set("labels", Json.array());
        JsonNode lists = Json.array();
        return prompt == Prompt.CREDENTIALS || prompt == Prompt.INSTANCE_GROUPS ? lists : defaults.path(prompt.field());
    }

    static ObjectNode ownVariables(AwxTemplate template) {
        try {
            return (ObjectNode) Json.read(template.extraVars());
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("extra vars of template " + template.id() + " are no JSON object", e);
        }
    }
}
