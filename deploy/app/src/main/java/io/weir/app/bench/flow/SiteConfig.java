package io.weir.app.bench.flow;

import io.weir.app.bench.load.AlertMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of a Weir that is measured: everything as it is by default but what is named here. */
final class SiteConfig {
    private static final String YAML = """
            data: data
            bridge: {port: 0}
            kafka: %s
            flink: {webPort: 0, metricsPort: 0, guarantee: %s, parallelism: %d}
            deliver: {ticketsPerSecond: %d}
            glpi:
              url: %s
              appToken: {value: sandbox-app-token}
              userToken: {value: sandbox-user-token}
            tenants:
            """;
    private static final String TENANT = """
              - name: %1$s
                tokens: [{value: %2$s}]
                %3$s
                %4$s
                glpi: {entity: 1, category: 1, assignGroup: 1, requestType: 7}
            """;
    private static final String RULES = """
            version: bench
            grouping:
              - name: probes
                match: ['probe=~".+"']
                scope: [probe]
                wait: {emergency: 0s, critical: 0s, warning: 0s, info: 0s}
              - name: crowds
                match: ['cluster=~"crowd-.+"']
                scope: [cluster]
              - name: background
                scope: [cluster]
                minAlerts: %d
            limits: {openIncidents: 100000}
            """;
    private static final int PARALLELISM = 2;
    /** More than a cluster ever has. */
    private static final int NEVER = 1000;

    private final String guarantee;
    private String kafka = "{embedded: {port: 0}}";
    private String rules = "";
    private int ticketsPerSecond = 20;
    private int tenants = 1;
    private int parallelism = PARALLELISM;
    private int minAlerts = NEVER;
    private int limited;
    private int alertsPerSecond;

    /** With the embedded broker, one tenant and the rules that hold where there are none. */
    SiteConfig(String guarantee) {
        this.guarantee = guarantee;
    }

    /** With the Kafka that is there. */
    SiteConfig on(String bootstrap) {
        kafka = "{bootstrap: '" + bootstrap + "'}";
        return this;
    }

    /**
     * With so many tenants, for whom nothing waits: each probe is an incident at once, each cluster of a {@link Crowd}
     * becomes one, all else never does unless {@link #opening}.
     */
    SiteConfig probed(int number) {
        tenants = number;
        rules = "rules: rules.yaml";
        return this;
    }

    /** With an incident of each cluster of the {@link Background}, too. */
    SiteConfig opening() {
        minAlerts = 1;
        return this;
    }

    /** With another limit of tickets. */
    SiteConfig ticketsPerSecond(int number) {
        ticketsPerSecond = number;
        return this;
    }

    /** With a quota for the first so many tenants. */
    SiteConfig quota(int alerts, int firstTenants) {
        alertsPerSecond = alerts;
        limited = firstTenants;
        return this;
    }

    /** With so many tasks of each operator, where two are the default. */
    SiteConfig parallelism(int number) {
        parallelism = number;
        return this;
    }

    /** Writes it; where the file is. */
    Path write(Path folder, String glpi) throws IOException {
        StringBuilder yaml = new StringBuilder(YAML.formatted(kafka, guarantee, parallelism, ticketsPerSecond, glpi));
        for (int rank = 0; rank < tenants; rank++) {
            String name = AlertMix.tenantName(rank);
            String quota = rank < limited ? "quota: {alertsPerSecond: " + alertsPerSecond + "}" : "";
            yaml.append(TENANT.formatted(name, Poster.token(name), rules, quota));
        }
        Files.writeString(folder.resolve("rules.yaml"), RULES.formatted(minAlerts));
        return Files.writeString(folder.resolve("weir.yaml"), yaml);
    }
}
