package io.weir.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Onset.Role;
import io.weir.core.sample.Books;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import io.weir.schema.Matcher;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBook.Inhibition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final Inhibition CRITICAL_MUTES_WARNING = rule(
            "critical-mutes-warning",
            "severity=\"critical\"",
            "severity=\"warning\"",
            Map.of("instance", "instance", "category", "category"));
    private static final Inhibition SERVER_DOWN = rule(
            "server-down", "alertname=\"ServerDown\"", "alertname!=\"ServerDown\"", Map.of("instance", "instance"));
    private static final Inhibition SWITCH =
            rule("switch", "alertname=\"SwitchDown\"", "alertname=~\".+Down\"", Map.of("uplink", "instance"));

    private static Inhibition rule(String name, String source, String target, Map<String, String> equal) {
        return new Inhibition(
                name, List.of(Matcher.parse(source)), List.of(Matcher.parse(target)), equal, Duration.ofMinutes(2));
    }

    private static RuleBook book(List<Inhibition> inhibition, List<Inhibition> dependencies, String... ignore) {
        RuleBook small = Books.small();
        return new RuleBook(
                small.version(),
                small.effectiveFrom(),
                small.severity(),
                new RuleBook.Identity(Arrays.asList(ignore)),
                small.enrich(),
                small.grouping(),
                inhibition,
                dependencies,
                small.flapping(),
                small.noise(),
                small.staleAfter(),
                small.priority(),
                small.raises(),
                small.remediation(),
                small.ticket(),
                small.limits());
    }

    private static final RuleBook GUIDE = book(List.of(CRITICAL_MUTES_WARNING, SERVER_DOWN), List.of());

    private static Role of(RuleBook book, String rule, boolean cause, Map<String, String> labels) {
        return Roles.of(book, labels).stream()
                .filter(role -> role.rule().equals(rule) && role.cause() == cause)
                .findFirst()
                .orElse(null);
    }

    private static boolean meet(Role cause, Role target) {
        return cause != null
                && target != null
                && cause.id().equals(target.id())
                && cause.match().equals(target.match())
                && !(cause.both() && target.both());
    }

    @Test
    void theTwoRulesOfTheMonitoringGuideConnectWhatTheyShould() {
        Map<String, String> critical =
                Map.of("alertname", "CriticalCPUUsage", "severity", "critical", "instance", "web1", "category", "cpu");
        Map<String, String> warning =
                Map.of("alertname", "HighCPUUsage", "severity", "warning", "instance", "web1", "category", "cpu");
        Map<String, String> disk =
                Map.of("alertname", "DiskFull", "severity", "warning", "instance", "web1", "category", "disk");
        Map<String, String> down = Map.of("alertname", "ServerDown", "severity", "emergency", "instance", "web1");
        Role cause = of(GUIDE, "critical-mutes-warning", true, critical);
        assertThat(meet(cause, of(GUIDE, "critical-mutes-warning", false, warning)))
                .isTrue();
        assertThat(meet(cause, of(GUIDE, "critical-mutes-warning", false, disk)))
                .isFalse();
        Role server = of(GUIDE, "server-down", true, down);
        assertThat(meet(server, of(GUIDE, "server-down", false, warning))).isTrue();
        assertThat(meet(server, of(GUIDE, "server-down", false, critical))).isTrue();
        assertThat(of(GUIDE, "server-down", false, down)).isNull();
        assertThat(Roles.domain(GUIDE, critical))
                .isEqualTo(Roles.domain(GUIDE, warning))
                .isEqualTo(Roles.domain(GUIDE, down))
                .isNotEqualTo(Roles.domain(GUIDE, Map.of("instance", "web2")));
    }

    @Test
    void rolesCarryTheirRule() {
        List<Role> roles = Roles.of(
                book(List.of(CRITICAL_MUTES_WARNING), List.of(SWITCH)),
                Map.of("alertname", "SwitchDown", "severity", "warning", "instance", "s1", "uplink", "core"));
        assertThat(roles).extracting(Role::rule).containsExactly("critical-mutes-warning", "switch", "switch");
        assertThat(roles).extracting(Role::precedence).containsExactly(0, 1, 1);
        assertThat(roles).extracting(Role::dependency).containsExactly(false, true, true);
        assertThat(roles).extracting(Role::cause).containsExactly(false, true, false);
        assertThat(roles).extracting(Role::lateJoinMs).containsOnly(120_000L);
        assertThat(Roles.of(GUIDE, Map.of("alertname", "ServerUp", "severity", "info")))
                .extracting(Role::rule)
                .containsExactly("server-down");
        assertThat(Roles.of(book(List.of(), List.of()), Map.of("alertname", "A")))
                .isEmpty();
    }

    @Test
    void anAbsentLabelIsTheSameAsAnEmptyOne() {
        Role absent = of(GUIDE, "critical-mutes-warning", true, Map.of("severity", "critical", "instance", "web1"));
        Role empty = of(
                GUIDE,
                "critical-mutes-warning",
                false,
                Map.of("severity", "warning", "instance", "web1", "category", ""));
        assertThat(meet(absent, empty)).isTrue();
        assertThat(Roles.domain(GUIDE, Map.of("instance", ""))).isEqualTo(Roles.domain(GUIDE, Map.of()));
    }

    @Test
    void theValuesOfMappedLabelsMeet() {
        RuleBook book = book(List.of(), List.of(SWITCH));
        Map<String, String> core = Map.of("alertname", "SwitchDown", "instance", "core");
        Map<String, String> edge = Map.of("alertname", "SwitchDown", "instance", "edge", "uplink", "core");
        Map<String, String> host = Map.of("alertname", "HostDown", "instance", "h1", "uplink", "edge");
        assertThat(meet(of(book, "switch", true, core), of(book, "switch", false, edge)))
                .as("both match both sides, but of labels that differ")
                .isTrue();
        assertThat(meet(of(book, "switch", true, edge), of(book, "switch", false, host)))
                .isTrue();
        assertThat(meet(of(book, "switch", true, core), of(book, "switch", false, host)))
                .isFalse();
        assertThat(Roles.domain(book, core)).isEqualTo(Roles.domain(book, host));
    }

    @Test
    void whatMatchesBothSidesOfARuleThatComparesTheSameLabelsSaysSo() {
        Inhibition loose =
                rule("loose", "alertname=~\".*Down\"", "severity=\"warning\"", Map.of("instance", "instance"));
        List<Role> roles =
                Roles.of(book(List.of(loose), List.of()), Map.of("alertname", "HostDown", "severity", "warning"));
        assertThat(roles).hasSize(2).extracting(Role::both).containsOnly(true);
        assertThat(Roles.of(GUIDE, Map.of("alertname", "ServerDown", "severity", "critical")))
                .hasSize(2)
                .extracting(Role::both)
                .containsOnly(false);
    }

    @Test
    void theDomainIsMadeOfTheLabelsThatAllRulesCompareWithThemselves() {
        Map<String, String> one = Map.of("instance", "web1", "category", "cpu", "cluster", "c1");
        Map<String, String> other = Map.of("instance", "web1", "category", "disk", "cluster", "c1");
        Map<String, String> far = Map.of("instance", "web2", "category", "cpu", "cluster", "c1");
        RuleBook alone = book(List.of(CRITICAL_MUTES_WARNING), List.of());
        assertThat(Roles.domain(alone, one)).isNotEqualTo(Roles.domain(alone, other));
        assertThat(Roles.domain(GUIDE, one))
                .isEqualTo(Roles.domain(GUIDE, other))
                .isNotEqualTo(Roles.domain(GUIDE, far));
        RuleBook apart = book(
                List.of(SERVER_DOWN, rule("cluster", "a=\"1\"", "a=\"2\"", Map.of("cluster", "cluster"))), List.of());
        assertThat(Roles.domain(apart, one)).isEqualTo(Roles.domain(apart, far));
        RuleBook mapped = book(List.of(SERVER_DOWN), List.of(SWITCH));
        assertThat(Roles.domain(mapped, one))
                .as("mapped labels are none in common")
                .isEqualTo(Roles.domain(mapped, far));
    }

    @Test
    void aRuleIsKnownByItsContent() {
        Inhibition renamed = new Inhibition(
                "other name", SERVER_DOWN.source(), SERVER_DOWN.target(), SERVER_DOWN.equal(), SERVER_DOWN.lateJoin());
        Inhibition changed = new Inhibition(
                "server-down", SERVER_DOWN.source(), SERVER_DOWN.target(), SERVER_DOWN.equal(), Duration.ofMinutes(3));
        Map<String, String> labels = Map.of("alertname", "ServerDown", "instance", "web1");
        Role role = of(GUIDE, "server-down", true, labels);
        assertThat(of(book(List.of(renamed), List.of()), "other name", true, labels)
                        .id())
                .isEqualTo(role.id());
        assertThat(of(book(List.of(changed), List.of()), "server-down", true, labels)
                        .id())
                .isNotEqualTo(role.id());
        assertThat(of(book(List.of(), List.of(SERVER_DOWN)), "server-down", true, labels)
                        .id())
                .isNotEqualTo(role.id());
    }

    @Test
    void theIdentityLeavesOutWhatDoesNotCount() {
        RuleBook book = book(List.of(), List.of(), "pod", "replica");
        assertThat(Roles.identity(book, alert(Map.of("alertname", "A", "pod", "a-1"))))
                .isEqualTo(Roles.identity(book, alert(Map.of("alertname", "A", "pod", "a-2", "replica", "0"))))
                .isEqualTo(Roles.identity(book, alert(Map.of("alertname", "A"))))
                .isEqualTo(Fingerprint.of(Map.of("alertname", "A")))
                .isNotEqualTo(Roles.identity(book, alert(Map.of("alertname", "B", "pod", "a-1"))));
        assertThat(Roles.identity(GUIDE, alert(Map.of("alertname", "A")))).isNull();
    }

    private static Alert alert(Map<String, String> labels) {
        return new Alert(
                Books.TENANT,
                "alertmanager",
                Fingerprint.of(labels),
                AlertStatus.FIRING,
                1L,
                null,
                null,
                labels,
                Map.of(),
                null,
                null,
                1L,
                null);
    }
}
