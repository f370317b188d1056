package io.weir.app.config;

import io.weir.schema.yaml.Section;
import io.weir.sink.BreakerOptions;
import io.weir.sink.awx.AwxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code awx} and each tenant's part of it. */
final class AwxSection {
    private static final Duration PREFLIGHT_FOR = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 1000;

    private AwxSection() {}

    static AwxOptions read(Section awx, TenantSections tenants, SectionPaths paths) {
        URI url = awx.uri("url", "http", "https").required();
        String basePath = awx.value("basePath", AwxSection::basePath, "write it like /api/v2/")
                .orElse(AwxOptions.DEFAULT_BASE_PATH);
        AwxOptions.Auth auth = auth(awx, new SectionSecrets(paths));
        Duration timeout = awx.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(5))
                .orElse(AwxOptions.DEFAULT_TIMEOUT);
        Duration settle = awx.duration("settle", Duration.ofMillis(100), Duration.ofMinutes(30))
                .orElse(AwxOptions.DEFAULT_SETTLE);
        Duration runTimeout = awx.duration("runTimeout", Duration.ofSeconds(1), Duration.ofHours(23))
                .orElse(AwxOptions.DEFAULT_RUN_TIMEOUT);
        AwxOptions.Guardrails guardrails = guardrails(awx.section("guardrails"), AwxOptions.Guardrails.DEFAULT);
        Map<String, AwxOptions.Tenant> owners = new LinkedHashMap<>();
        tenants.byName().forEach((name, section) -> {
            if (section.has("awx")) {
                owners.put(name, tenant(section.section("awx"), guardrails));
            }
        });
        return new AwxOptions(
                url.toString(),
                basePath,
                auth,
                owners,
                timeout,
                settle,
                PREFLIGHT_FOR,
                BreakerOptions.DEFAULT,
                runTimeout,
                guardrails);
    }

    private static AwxOptions.Auth auth(Section awx, SectionSecrets secrets) {
        boolean byPassword = awx.has("username") || awx.has("password");
        if (awx.has("token") == byPassword) {
            awx.problem("token", "expected either token, or username and password", "keep one of the two ways");
        }
        if (!byPassword) {
            return new AwxOptions.Bearer(secrets.required(awx, "token"));
        }
        return new AwxOptions.Basic(awx.string("username").required(), secrets.required(awx, "password"));
    }

    private static AwxOptions.Tenant tenant(Section awx, AwxOptions.Guardrails otherwise) {
        List<String> templates = awx.strings("templates").required();
        AwxOptions.Guardrails guardrails = guardrails(awx.section("guardrails"), otherwise);
        return new AwxOptions.Tenant(
                awx.string("organization").required(),
                Set.copyOf(templates),
                awx.has("guardrails") ? guardrails : null);
    }

    private static AwxOptions.Guardrails guardrails(Section section, AwxOptions.Guardrails otherwise) {
        return new AwxOptions.Guardrails(
                section.integer("concurrency", 1, MOST_AT_ONCE).orElse(otherwise.concurrency()),
                section.integer("concurrencyPerTemplate", 1, MOST_AT_ONCE).orElse(otherwise.concurrencyPerTemplate()),
                section.integer("concurrencyPerTarget", 1, MOST_AT_ONCE).orElse(otherwise.concurrencyPerTarget()),
                section.integer("fleetShare", 0, 100).orElse(otherwise.fleetShare()),
                section.duration("fleetWindow", Duration.ofSeconds(1), Duration.ofDays(1))
                        .orElse(Duration.ofMillis(otherwise.fleetWindowMs()))
                        .toMillis(),
                section.integer("hostsPerIncident", 1, MOST_AT_ONCE).orElse(otherwise.hostsPerIncident()));
    }

    private static String basePath(String text) {
        if (!text.startsWith("/") || !text.endsWith("/")) {
            throw new IllegalArgumentException("expected a path that begins and ends with a slash, found: " + text);
        }
        return text;
    }
}
