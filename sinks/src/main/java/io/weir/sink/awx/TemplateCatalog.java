package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Remediation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Job and workflow templates by name, with their launch settings, remembered for a short time. */
final class TemplateCatalog {
    private final AwxClient client;
    private final InstantSource clock;
    private final Duration keep;
    private final Map<Key, Entry> known = new ConcurrentHashMap<>();

    TemplateCatalog(AwxClient client, InstantSource clock, Duration keep) {
        this.client = client;
        this.clock = clock;
        this.keep = keep;
    }

    private record Key(RunKind kind, String organization, String name) {}

    private record Entry(Launchable settings, Instant until) {}

    /**
     * The template that a request names.
     *
     * @throws RefusedException when there is not exactly one, or we may not start it
     */
    Launchable settings(Remediation request, AwxOptions.Tenant tenant) throws HaltException, RefusedException {
        Key key = key(request, tenant);
        Entry entry = known.get(key);
        if (entry == null || !clock.instant().isBefore(entry.until())) {
            entry = new Entry(read(key), clock.instant().plus(keep));
            known.put(key, entry);
        }
        return entry.settings();
    }

    /** Forgets a template, because a launch was refused. */
    void forget(Remediation request, AwxOptions.Tenant tenant) {
        known.remove(key(request, tenant));
    }

    private static Key key(Remediation request, AwxOptions.Tenant tenant) {
        return new Key(RunKind.of(request), tenant.organization(), LaunchRules.templateName(request));
    }

    private Launchable read(Key key) throws HaltException, RefusedException {
        JsonNode found = find(key.kind(), key);
        if (found == null || found.path("count").asInt() != 1) {
            throw missing(key);
        }
        JsonNode template = found.path("results").path(0);
        String id = template.path("id").asText();
        JsonNode launch =
                client.get(client.url(key.kind().templates(), id, "launch")).ok();
        if (launch == null) {
            throw new RefusedException(
                    "launch-forbidden",
                    "our AWX user may not execute " + key.kind().words() + " " + key.name());
        }
        long number = Long.parseLong(id);
        long organization = template.path("organization").asLong();
        Set<String> survey = survey(key.kind(), id, launch);
        return key.kind() == RunKind.JOB
                ? new LaunchSettings(number, organization, launch, survey)
                : new WorkflowSettings(number, organization, launch, survey, new WorkflowReader(client).nodes(id));
    }

    private JsonNode find(RunKind kind, Key key) throws HaltException {
        return client.get(client.url(kind.templates())
                        .addQueryParameter("name", key.name())
                        .addQueryParameter("organization__name", key.organization()))
                .ok();
    }

    private RefusedException missing(Key key) throws HaltException {
        JsonNode other = find(key.kind().other(), key);
        if (other != null && other.path("count").asInt() == 1) {
            return key.kind() == RunKind.WORKFLOW
                    ? new RefusedException(
                            "approve-needs-workflow",
                            key.name() + " is a job template; the mode approve needs a workflow template that begins"
                                    + " with an approval node")
                    : new RefusedException(
                            "workflow-needs-approve",
                            key.name() + " is a workflow template; those are only launched in the mode approve");
        }
        return new RefusedException(
                "template-not-found",
                "AWX shows us no " + key.kind().words() + " " + key.name() + " in organization " + key.organization());
    }

    private Set<String> survey(RunKind kind, String id, JsonNode launch) throws HaltException {
        if (!launch.path("survey_enabled").asBoolean()
                || launch.path("ask_variables_on_launch").asBoolean()) {
            return Set.of();
        }
        JsonNode survey =
                client.get(client.url(kind.templates(), id, "survey_spec")).ok();
        return survey == null ? Set.of() : PromptRules.surveyVariables(survey);
    }
}
