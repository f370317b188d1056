package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Matcher;
import io.weir.schema.Remediation;
import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook.Grouping;
import io.weir.schema.rules.RuleBook.Priority;
import io.weir.schema.rules.RuleBook.RemediationRule;
import io.weir.schema.yaml.InvalidDocumentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookParserTest {
    private static final RuleBook DEFAULT = RuleBookParser.defaultBook();

    @Test
    void theVersionAloneIsABook() {
        RuleBook book = RuleBookParser.parse("version: " + DEFAULT.version());

        assertThat(book).isEqualTo(DEFAULT);
        assertThat(book.effectiveFrom()).isNull();
    }

    @Test
    void theDefaultBookIsTheDocumentedOne() {
        assertThat(DEFAULT.grouping())
                .extracting(Grouping::name)
                .containsExactly("cluster", "service", "instance", "monitor", "otherwise");
        assertThat(DEFAULT.grouping())
                .extracting(Grouping::scope)
                .containsExactly(
                        List.of("cluster"),
                        List.of("site", "service"),
                        List.of("instance"),
                        List.of("kuma", "monitor"),
                        List.of("alertname"));
        assertThat(DEFAULT.grouping()).allSatisfy(rule -> {
            assertThat(rule.gap()).isEqualTo(Duration.ofSeconds(60));
            assertThat(rule.maxSpan()).isEqualTo(Duration.ofHours(1));
            assertThat(rule.waits())
                    .containsExactly(
                            Map.entry(Severity.EMERGENCY, Duration.ZERO),
                            Map.entry(Severity.CRITICAL, Duration.ofSeconds(5)),
                            Map.entry(Severity.WARNING, Duration.ofSeconds(15)),
                            Map.entry(Severity.INFO, Duration.ofSeconds(30)));
            assertThat(rule.updateEvery()).isEqualTo(Duration.ofSeconds(30));
            assertThat(rule.resolveQuiet()).isEqualTo(Duration.ofSeconds(30));
            assertThat(rule.reopenWithin()).isEqualTo(Duration.ofMinutes(30));
        });
        assertThat(DEFAULT.flapping())
                .isEqualTo(new RuleBook.Flapping(4, Duration.ofMinutes(10), Duration.ofMinutes(5)));
        assertThat(DEFAULT.staleAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(DEFAULT.priority())
                .containsExactly(
                        Map.entry(Severity.EMERGENCY, new Priority(5, 5)),
                        Map.entry(Severity.CRITICAL, new Priority(5, 4)),
                        Map.entry(Severity.WARNING, new Priority(3, 3)),
                        Map.entry(Severity.INFO, new Priority(2, 2)));
        assertThat(DEFAULT.remediation()).isEmpty();
        assertThat(DEFAULT.ticket()).isEmpty();
        assertThat(DEFAULT.limits()).isEqualTo(new RuleBook.Limits(100, 1000));
        assertThat(DEFAULT.identity().ignore()).isEmpty();
        assertThat(DEFAULT.enrich()).isEmpty();
        assertThat(DEFAULT.causes()).isEmpty();
        assertThat(DEFAULT.raises()).isEmpty();
        assertThat(DEFAULT.noise().enabled()).isTrue();
        assertThat(DEFAULT.grouping()).allSatisfy(rule -> {
            assertThat(rule.minAlerts()).isEqualTo(1);
            assertThat(rule.split()).isTrue();
            assertThat(rule.topology()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "critical, CRITICAL",
        "CRITICAL, CRITICAL",
        "Page, CRITICAL",
        "disaster, EMERGENCY",
        "average, WARNING",
        "none, INFO",
        "low, INFO",
        "unheard-of, WARNING",
        "'', WARNING"
    })
    void mapsTheWordsOfManySources(String word, Severity severity) {
        assertThat(DEFAULT.severityOf(Map.of("severity", word))).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "cluster;service;instance, cluster",
        "service;instance, service",
        "instance, instance",
        "kuma, monitor",
        "job, otherwise"
    })
    void theFirstGroupingThatMatchesDecides(String labels, String rule) {
        Map<String, String> alert =
                List.of(labels.split(";")).stream().collect(Collectors.toMap(name -> name, name -> "x"));

        assertThat(DEFAULT.groupingOf(alert).name()).isEqualTo(rule);
    }

    @Test
    void readsEveryKey() {
        RuleBook book = RuleBookParser.parse("""
                version: 2026-11-20.2
                effectiveFrom: 2026-12-01T00:00:00+01:00
                severity: {label: prio, map: {HIGH: emergency, '1': info}, otherwise: critical}
                grouping:
                  - name: shop
                    match: ['team="shop"', 'env=~"prod|stage"']
                    scope: [env, region]
                    gap: 5m
                    maxSpan: 2h
                    wait: {critical: 1s}
                    updateEvery: 1m
                    resolveQuiet: 0s
                    reopenWithin: 1d
                    minAlerts: 3
                    split: false
                    topology: {entity: host, hops: 1, learn: true}
                  - {name: all, scope: []}
                flapping: {transitions: 9, window: 1h, quiet: 2m}
                staleAfter: 7d
                priority: {warning: {impact: 1}}
                remediation:
                  - {name: a, match: [a=b], template: t++org, target: host, mode: off}
                  - name: b
                    match: [a=b]
                    template: t
                    target: host
                    mode: auto
                    minAge: 1m
                    cooldown: 1h
                    maxAttempts: 1
                    verifyWithin: 90s
                    expiresAfter: 2h
                  - {name: c, match: [a=b], template: t, target: host, mode: approve}
                ticket:
                  - {name: db, match: [category=database], category: 3, requester: 7, assignGroup: 2, asset: instance}
                  - {name: all, assignGroup: 4}
                limits: {membersListed: 1000, openIncidents: 5}
                """);

        assertThat(book.version()).isEqualTo("2026-11-20.2");
        assertThat(book.effectiveFrom()).isEqualTo(Instant.parse("2026-11-30T23:00:00Z"));
        assertThat(book.severityOf(Map.of("prio", "high"))).isEqualTo(Severity.EMERGENCY);
        assertThat(book.severityOf(Map.of("prio", "1"))).isEqualTo(Severity.INFO);
        assertThat(book.severityOf(Map.of("severity", "high"))).isEqualTo(Severity.CRITICAL);
        Grouping shop = book.groupingOf(Map.of("team", "shop", "env", "stage"));
        assertThat(shop)
                .isEqualTo(new Grouping(
                        "shop",
                        List.of(Matcher.parse("team=shop"), Matcher.parse("env=~\"prod|stage\"")),
                        List.of("env", "region"),
                        Duration.ofMinutes(5),
                        Duration.ofHours(2),
                        Map.of(
                                Severity.EMERGENCY, Duration.ZERO,
                                Severity.CRITICAL, Duration.ofSeconds(1),
                                Severity.WARNING, Duration.ofSeconds(15),
                                Severity.INFO, Duration.ofSeconds(30)),
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ofDays(1),
                        3,
                        false,
                        new RuleBook.Proximity("host", 1, true)));
        assertThat(book.groupingOf(Map.of("team", "shop", "env", "test")).scope())
                .isEmpty();
        assertThat(book.flapping()).isEqualTo(new RuleBook.Flapping(9, Duration.ofHours(1), Duration.ofMinutes(2)));
        assertThat(book.staleAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(book.priority())
                .containsEntry(Severity.WARNING, new Priority(3, 1))
                .containsEntry(Severity.CRITICAL, new Priority(5, 4));
        assertThat(book.remediation())
                .extracting(RemediationRule::mode)
                .containsExactly(RemediationRule.Mode.OFF, RemediationRule.Mode.AUTO, RemediationRule.Mode.APPROVE);
        assertThat(book.remediation())
                .extracting(rule -> rule.mode().wire())
                .containsExactly(null, Remediation.Mode.AUTO, Remediation.Mode.APPROVE);
        assertThat(book.ticket())
                .containsExactly(
                        new RuleBook.TicketRule("db", List.of(Matcher.parse("category=database")), 3, 7, 2, "instance"),
                        new RuleBook.TicketRule("all", List.of(), null, null, 4, null));
        assertThat(book.remediation().get(1).minAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(book.remediation().get(1).cooldown()).isEqualTo(Duration.ofHours(1));
        assertThat(book.remediation().get(1).maxAttempts()).isEqualTo(1);
        assertThat(book.remediation().get(1).verifyWithin()).isEqualTo(Duration.ofSeconds(90));
        assertThat(book.remediation().get(1).expiresAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(book.limits()).isEqualTo(new RuleBook.Limits(1000, 5));
    }

    @Test
    void aBookCannotBeChangedAfterwards() {
        assertThatThrownBy(() -> DEFAULT.grouping().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> DEFAULT.priority().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> DEFAULT.severity().map().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void checkSaysWhatParseThrows() {
        String wrong = "versio: 1\nstaleAfter: 5\n";

        assertThat(RuleBookParser.check(RuleBookParser.defaultBookYaml())).isEmpty();
        assertThatThrownBy(() -> RuleBookParser.parse(wrong))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        invalid -> assertThat(RuleBookParser.check(wrong))
                                .hasSize(3)
                                .isEqualTo(invalid.problems()));
    }
}
