package io.weir.app.config;

import io.weir.schema.yaml.Section;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.glpi.GlpiOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code glpi} and each tenant's part of it. */
final class GlpiSection {
    private GlpiSection() {}

    static GlpiOptions read(Section glpi, TenantSections tenants, SectionPaths paths) {
        SectionSecrets secrets = new SectionSecrets(paths);
        URI url = glpi.uri("url", "http", "https").required();
        String webUrl = glpi.uri("webUrl", "http", "https")
                .optional()
                .map(URI::toString)
                .orElse(null);
        SecretRef appToken = secrets.optional(glpi, "appToken").orElse(null);
        SecretRef userToken = secrets.required(glpi, "userToken");
        Duration timeout = glpi.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(5))
                .orElse(GlpiOptions.DEFAULT_TIMEOUT);
        Duration settle = glpi.duration("settle", Duration.ofMillis(100), Duration.ofMinutes(30))
                .orElse(GlpiOptions.DEFAULT_SETTLE);
        int concurrency = glpi.integer("concurrency", 1, 16).orElse(GlpiOptions.DEFAULT_CONCURRENT);
        Map<String, GlpiOptions.Tenant> owners = new LinkedHashMap<>();
        tenants.byName().forEach((name, section) -> owners.put(name, tenant(section.section("glpi"))));
        return new GlpiOptions(
                url.toString(),
                appToken,
                userToken,
                webUrl,
                owners,
                timeout,
                settle,
                concurrency,
                BreakerOptions.DEFAULT,
                maintenance(glpi));
    }

    private static GlpiOptions.Tenant tenant(Section glpi) {
        return new GlpiOptions.Tenant(
                glpi.integer("entity", 0, Integer.MAX_VALUE).required(),
                glpi.integer("category", 1, Integer.MAX_VALUE).orElse(null),
                glpi.integer("assignGroup", 1, Integer.MAX_VALUE).orElse(null),
                glpi.integer("requester", 1, Integer.MAX_VALUE).orElse(null),
                glpi.integer("requestType", 1, Integer.MAX_VALUE).orElse(null),
                maintenance(glpi));
    }

    private static GlpiOptions.Maintenance maintenance(Section glpi) {
        if (!glpi.has("maintenance")) {
            return null;
        }
        Section maintenance = glpi.section("maintenance");
        return new GlpiOptions.Maintenance(
                maintenance.integer("state", 1, Integer.MAX_VALUE).required(),
                maintenance.string("label").orElse(GlpiOptions.Maintenance.DEFAULT_LABEL));
    }
}
