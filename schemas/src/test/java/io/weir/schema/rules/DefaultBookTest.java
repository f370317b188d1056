package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The default book describes every key that the parser knows, and what it shows in comments is true. */
class DefaultBookTest {
    private static final String YAML = RuleBookParser.defaultBookYaml();
    /** The same book with every commented key and entry in force. */
    private static final String UNCOMMENTED = uncommented();

    private static final Pattern KEY = Pattern.compile("(?m)^\\s*(?:- )?([a-zA-Z]+):(?: |$)");
    /** One unknown key in every section, so that each tells which keys it knows. */
    private static final String ASKING_EVERY_SECTION = """
            version: x
            qq: 1
            severity: {qq: 1}
            identity: {qq: 1}
            enrich: [{qq: 1}]
            grouping: [{qq: 1, wait: {qq: 1}, topology: {qq: 1}}]
            inhibition: [{qq: 1}]
            dependencies: [{qq: 1}]
            flapping: {qq: 1}
            noise: {qq: 1}
            priority: {qq: 1, info: {qq: 1}, raise: [{qq: 1}]}
            remediation: [{qq: 1}]
            ticket: [{qq: 1}]
            limits: {qq: 1}
            """;

    @Test
    void itDescribesEveryKeyThereIs() {
        InvalidDocumentException invalid =
                catchThrowableOfType(InvalidDocumentException.class, () -> RuleBookParser.parse(ASKING_EVERY_SECTION));
        Set<String> known = new TreeSet<>();
        for (Problem problem : invalid.problems()) {
            if (problem.message().startsWith("unknown key")) {
                String keys = problem.remedy().replaceFirst(".*known here: ", "");
                known.addAll(Set.of(keys.split(", ")));
            }
        }
        Set<String> described = new TreeSet<>();
        for (Matcher key = KEY.matcher(UNCOMMENTED); key.find(); ) {
            described.add(key.group(1));
        }

        assertThat(invalid.problems())
                .filteredOn(p -> p.message().startsWith("unknown key"))
                .hasSize(17);
        assertThat(known).contains("lateJoin", "hops", "never", "openIncidents", "raise", "emergency", "assignGroup");
        assertThat(described).containsAll(known);
    }

    @Test
    void itsCommentedKeysAreDefaultsAndItsCommentedEntriesGoodOnes() {
        RuleBook documented = RuleBookParser.parse(UNCOMMENTED);
        RuleBook silent = RuleBookParser.parse("""
                version: default-2
                effectiveFrom: 2026-12-01T00:00:00Z
                enrich:
                  - name: owners
                    label: service
                    table: {checkout: {owner: shop team, criticality: high}, search: {owner: search team}}
                grouping:
                  - {name: cluster, match: ['cluster=~".+"'], scope: [cluster], topology: {entity: instance}}
                  - {name: service, match: ['service=~".+"'], scope: [site, service]}
                  - {name: instance, match: ['instance=~".+"'], scope: [instance]}
                  - {name: monitor, match: ['kuma=~".+"'], scope: [kuma, monitor]}
                  - {name: otherwise, scope: [alertname]}
                inhibition:
                  - name: server-down
                    source: [alertname="ServerDown", 'instance=~".+"']
                    target: ['alertname!="ServerDown"']
                    equal: [site, instance]
                dependencies:
                  - name: switch-of-host
                    parent: [alertname="SwitchDown"]
                    child: [alertname="HostDown", 'switch=~".+"']
                    on: {switch: instance, site: site}
                priority: {raise: [{members: 20, match: [criticality="high"], urgency: 5, impact: 5}]}
                remediation:
                  - name: restart-nginx
                    match: [alertname="NginxDown"]
                    template: restart-service
                    target: instance
                    vars: {service_name: service}
                ticket:
                  - name: databases
                    match: [category="database"]
                    category: 3
                    requester: 7
                    assignGroup: 2
                    asset: instance
                """);

        assertThat(documented).isEqualTo(silent);
    }

    @Test
    void thereIsNothingUnwiseInIt() {
        assertThat(RuleBookAdvice.of(RuleBookParser.defaultBook())).isEmpty();
        assertThat(RuleBookAdvice.of(RuleBookParser.parse(UNCOMMENTED))).isEmpty();
    }

    /** Comments that are YAML begin with # and the indentation of what they are; texts with # and one blank. */
    private static String uncommented() {
        return YAML.replaceAll("(?m)^( *)# (effectiveFrom|topology):", "$1$2:")
                .replaceAll("(?m)^    #   ", "      ")
                .replaceAll("(?m)^#(?=   ?)(?= *(?:-|#|[a-zA-Z_]+:))", "")
                .replaceAll("(?m)^( *)(enrich|inhibition|dependencies|remediation|ticket|raise): \\[\\]", "$1$2:");
    }
}
