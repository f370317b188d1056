package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Remediation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Job templates by name, with their launch settings, remembered for a short time. */
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

    private record Key(String organization, String name) {}

    private record Entry(LaunchSettings settings, Instant until) {}

    /**
     * The template that a request names.
     *
     * @throws RefusedException when there is not exactly one, or we may not start it
     */
    LaunchSettings settings(Remediation request, AwxOptions.Tenant tenant) throws HaltException, RefusedException {
        Key key = new Key(tenant.organization(), LaunchRules.templateName(request));
        Entry entry = known.get(key);
        if (entry == null || !clock.instant().isBefore(entry.until())) {
            entry = new Entry(read(key), clock.instant().plus(keep));
            known.put(key, entry);
        }
        return entry.settings();
    }

    /** Forgets a template, because a launch was refused. */
    void forget(Remediation request, AwxOptions.Tenant tenant) {
        known.remove(new Key(tenant.organization(), LaunchRules.templateName(request)));
    }

    private LaunchSettings read(Key key) throws HaltException, RefusedException {
        JsonNode found = client.get(client.url("job_templates")
                        .addQueryParameter("name", key.name())
                        .addQueryParameter("organization__name", key.organization()))
                .ok();
        if (found == null || found.path("count").asInt() != 1) {
            throw new RefusedException(
                    "template-not-found",
                    "AWX shows us no job template " + key.name() + " in organization " + key.organization());
        }
        JsonNode template = found.path("results").path(0);
        String id = template.path("id").asText();
        AwxClient.Reply launch = client.get(client.url("job_templates", id, "launch"));
        if (launch.ok() == null) {
            throw new RefusedException("launch-forbidden", "our AWX user may not execute job template " + key.name());
        }
        return new LaunchSettings(
                Long.parseLong(id), template.path("organization").asLong(), launch.ok(), survey(id, launch.ok()));
    }

    private Set<String> survey(String id, JsonNode launch) throws HaltException {
        if (!launch.path("survey_enabled").asBoolean()
                || launch.path("ask_variables_on_launch").asBoolean()) {
            return Set.of();
        }
        JsonNode survey =
                client.get(client.url("job_templates", id, "survey_spec")).ok();
        return survey == null ? Set.of() : LaunchSettings.surveyVariables(survey);
    }
}
