package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Remediation;
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
record LaunchSettings(long templateId, long organizationId, JsonNode settings, Set<String> surveyVariables)
        implements Launchable {

    private static final String CHECK = "check";

    /** The inventory that a job template's launch settings name; empty when none. */
    static String inventory(JsonNode settings) {
        return settings.path("defaults").path("inventory").path("id").asText();
    }

    @Override
    public Set<String> inventories() {
        return Set.of(inventory(settings));
    }

    @Override
    public ObjectNode body(Remediation request, long labelId) throws RefusedException {
        check(request);
        ObjectNode body = prompts().body(request, labelId);
        boolean dryRun = request.mode() == Remediation.Mode.DRY_RUN;
        if (dryRun != checksByDefault()) {
            body.put("job_type", dryRun ? CHECK : "run");
        }
        if (dryRun && prompts().asks("diff_mode")) {
            body.put("diff_mode", true);
        }
        return body;
    }

    @Override
    public void check(Remediation request) throws RefusedException {
        PromptRules prompts = prompts();
        prompts.require(
                settings.path("passwords_needed_to_start").isEmpty(), "password-needed", "no password asked at launch");
        prompts.require(
                !settings.path("inventory_needed_to_start").asBoolean()
                        && !inventory(settings).isEmpty(),
                "inventory-needed",
                "an inventory of its own");
        prompts.require(
                defaults().path("job_slice_count").asInt(1) == 1, "template-is-sliced", "a job slice count of 1");
        prompts.check(request);
        if (request.mode() == Remediation.Mode.DRY_RUN) {
            prompts.require(
                    prompts.asks("job_type") || checksByDefault(),
                    "check-mode-not-prompted",
                    "\"Prompt on launch\" for the job type, for dry runs");
        } else {
            prompts.require(
                    prompts.asks("job_type") || !checksByDefault(), "template-only-checks", "the job type \"run\"");
        }
    }

    private PromptRules prompts() {
        String name = settings.path("job_template_data").path("name").asText("id " + templateId);
        return new PromptRules("job template " + name, settings, surveyVariables);
    }

    private boolean checksByDefault() {
        return defaults().path("job_type").asText("run").equals(CHECK);
    }

    private JsonNode defaults() {
        return settings.path("defaults");
    }
}
