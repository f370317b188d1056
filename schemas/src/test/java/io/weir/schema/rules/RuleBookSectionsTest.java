package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Matcher;
import io.weir.schema.rules.RuleBook.Enrichment;
import io.weir.schema.rules.RuleBook.Inhibition;
import io.weir.schema.rules.RuleBook.Noise;
import io.weir.schema.rules.RuleBook.Priority;
import io.weir.schema.rules.RuleBook.Proximity;
import io.weir.schema.rules.RuleBook.Raise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each section reads as. */
class RuleBookSectionsTest {
    @Test
    void identity() {
        assertThat(book("identity: {ignore: [pod, replica]}").identity().ignore())
                .containsExactly("pod", "replica");
    }

    @Test
    void enrichKeepsTheOrderOfItsTables() {
        RuleBook book = book("""
                enrich:
                  - {name: hosts, label: instance, table: {web1: {service: shop, 1: 2}, "true": {}}}
                  - {name: owners, label: service, table: {shop: {owner: shop team}}}
                """);

        assertThat(book.enrich())
                .containsExactly(
                        new Enrichment(
                                "hosts",
                                "instance",
                                Map.of("web1", Map.of("service", "shop", "1", "2"), "true", Map.of())),
                        new Enrichment("owners", "service", Map.of("shop", Map.of("owner", "shop team"))));
        assertThat(book.enriched(Map.of("instance", "web1")))
                .isEqualTo(Map.of("instance", "web1", "service", "shop", "1", "2", "owner", "shop team"));
        assertThat(book.enriched(Map.of("instance", "web1", "service", "own")))
                .isEqualTo(Map.of("instance", "web1", "service", "own", "1", "2"));
        assertThat(book.enriched(Map.of("instance", "web2"))).isEqualTo(Map.of("instance", "web2"));
    }

    @Test
    void whatATableAddsIsSeenByTheRules() {
        RuleBook book = book("""
                enrich: [{name: t, label: service, table: {shop: {severity: emergency}}}]
                grouping: [{name: shop, match: [severity=emergency], scope: []}, {name: rest, scope: []}]
                """);
        Map<String, String> labels = book.enriched(Map.of("service", "shop"));

        assertThat(book.severityOf(labels).word()).isEqualTo("emergency");
        assertThat(book.groupingOf(labels).name()).isEqualTo("shop");
    }

    @Test
    void inhibitionNamesTheSameLabelOnBothSides() {
        RuleBook book = book("""
                inhibition:
                  - name: server-down
                    source: ['alertname="ServerDown"']
                    target: ['alertname!="ServerDown"']
                    equal: [instance, site]
                    lateJoin: 90s
                  - {name: all, source: [a=b], target: [c=d]}
                """);

        assertThat(book.inhibition())
                .containsExactly(
                        new Inhibition(
                                "server-down",
                                List.of(Matcher.equal("alertname", "ServerDown")),
                                List.of(Matcher.parse("alertname!=ServerDown")),
                                Map.of("instance", "instance", "site", "site"),
                                Duration.ofSeconds(90)),
                        new Inhibition(
                                "all",
                                List.of(Matcher.equal("a", "b")),
                                List.of(Matcher.equal("c", "d")),
                                Map.of(),
                                Duration.ofMinutes(2)));
        assertThat(book.inhibition().get(0).equal().keySet()).containsExactly("instance", "site");
    }

    @Test
    void dependenciesLeadFromTheChildsLabelToTheParents() {
        RuleBook book = book("""
                inhibition: [{name: i, source: [a=b], target: [c=d]}]
                dependencies:
                  - {name: m, parent: [alertname=SwitchDown], child: [switch=~".+"], on: {switch: instance, site: site}}
                  - {name: l, parent: [a=b], child: [c=d], on: [site], lateJoin: 0s}
                  - {name: n, parent: [a=b], child: [c=d], on: []}
                """);

        assertThat(book.dependencies())
                .extracting(Inhibition::equal)
                .containsExactly(Map.of("switch", "instance", "site", "site"), Map.of("site", "site"), Map.of());
        assertThat(book.dependencies().get(0).isSource(Map.of("alertname", "SwitchDown")))
                .isTrue();
        assertThat(book.dependencies().get(0).isTarget(Map.of("switch", "sw1"))).isTrue();
        assertThat(book.dependencies().get(1).lateJoin()).isZero();
        assertThat(book.causes()).extracting(Inhibition::name).containsExactly("i", "m", "l", "n");
    }

    @Test
    void aHostMayDependOnAnotherHost() {
        assertThat(book("dependencies: [{name: up, parent: [a=HostDown], child: [a=HostDown], on: {uplink: instance}}]")
                        .dependencies())
                .hasSize(1);
    }

    @Test
    void noise() {
        assertThat(book("noise: {enabled: false, starts: 9, over: 1h, never: [a=b, 'c!=\"d\"']}")
                        .noise())
                .isEqualTo(new Noise(
                        false, 9, Duration.ofHours(1), List.of(Matcher.equal("a", "b"), Matcher.parse("c!=\"d\""))));
        assertThat(book("noise: {never: []}").noise().never()).isEmpty();
    }

    /** What is never noise by default are exactly the words that the default book maps to an emergency. */
    @Test
    void anEmergencyIsNeverNoise() {
        RuleBook book = RuleBookParser.defaultBook();

        book.severity()
                .map()
                .forEach((word, severity) -> assertThat(
                                book.noise().never().stream().anyMatch(m -> m.matches(Map.of("severity", word))))
                        .as(word)
                        .isEqualTo(severity == io.weir.schema.Severity.EMERGENCY));
        assertThat(book.noise().never()).anyMatch(m -> m.matches(Map.of("severity", "Emergency")));
        assertThat(book.noise().never()).noneMatch(m -> m.matches(Map.of()));
    }

    @Test
    void priorityIsRaisedByNumberOrByLabel() {
        assertThat(book("""
                priority:
                  warning: {urgency: 1}
                  raise:
                    - {members: 20, urgency: 5}
                    - {match: ['criticality="high"'], impact: 5}
                    - {members: 3, match: [a=b], urgency: 4, impact: 4}
                """).raises())
                .containsExactly(
                        new Raise(20, List.of(), 5, null),
                        new Raise(null, List.of(Matcher.equal("criticality", "high")), null, 5),
                        new Raise(3, List.of(Matcher.equal("a", "b")), 4, 4));
    }

    @Test
    void topologyHasDefaults() {
        assertThat(book("grouping: [{name: a, scope: [], topology: {entity: host}}]")
                        .grouping()
                        .get(0)
                        .topology())
                .isEqualTo(new Proximity("host", 2, false));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 5, 5", "5, 4, 5", "3, 3, 3", "2, 2, 2", "1, 5, 2", "5, 1, 2", "4, 3, 4", "4, 5, 5"})
    void glpiMakesAPriorityOfUrgencyAndImpact(int urgency, int impact, int priority) {
        assertThat(new Priority(urgency, impact).glpiPriority()).isEqualTo(priority);
    }

    @Test
    void nothingReadCanBeChangedAfterwards() {
        RuleBook book = book("""
                identity: {ignore: [a]}
                enrich: [{name: t, label: l, table: {v: {o: x}}}]
                inhibition: [{name: i, source: [a=b], target: [c=d], equal: [e]}]
                """);

        assertThatThrownBy(() -> book.identity().ignore().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> book.enrich().get(0).table().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> book.enrich().get(0).table().get("v").clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> book.inhibition().get(0).equal().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static RuleBook book(String yaml) {
        return RuleBookParser.parse("version: x\n" + yaml);
    }
}
