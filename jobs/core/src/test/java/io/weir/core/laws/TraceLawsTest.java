package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Onset;
import io.weir.core.Wish;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.explain.RuleTrace;
import io.weir.core.explain.RuleTracer;
import io.weir.core.track.TrackMachine;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.DurationNotation;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is explained of a rule book is what an episode gets. */
class TraceLawsTest {
    private static final RuleBook BOOK = RuleBookParser.parse("""
            version: x
            severity: {map: {x: critical, y: emergency}}
            enrich: [{name: t, label: a, table: {x: {severity: y, b: z}, y: {c: x}}}]
            grouping:
              - {name: g1, match: [a=x, 'c!=""'], scope: [b, c]}
              - {name: g2, match: ['b=~"x|y"'], scope: [a], wait: {critical: 1s, emergency: 2s, warning: 3s}}
              - {name: g3, scope: []}
            priority: {raise: [{match: [b=z], urgency: 5}, {members: 5, impact: 5}]}
            remediation:
              - {name: r1, match: [c=x], template: t1, target: a, vars: {v: b}}
              - {name: r2, match: [a=y], template: t2, target: b, mode: off}
              - {name: r3, match: ['a=~".+"'], template: t3, target: b}
            ticket:
              - {name: k1, match: [c=x], category: 3, asset: a}
              - {name: k2, match: [a=y], asset: b}
              - {name: k3, match: ['a=~".+"'], requester: 7, assignGroup: 2}
            """);

    @Property(seed = Seeds.OF_BUILDS)
    void theTraceIsWhatHappens(@ForAll("labels") Map<String, String> labels) {
        RuleTrace trace = RuleTracer.trace(BOOK, labels);
        Onset onset = onset(labels);

        assertThat(trace.fingerprint()).isEqualTo(Fingerprint.of(labels));
        assertThat(trace.severity().severity()).isEqualTo(onset.severity());
        assertThat(trace.grouping().rule()).isEqualTo(onset.policy().rule());
        assertThat(trace.grouping().scope()).isEqualTo(onset.scope());
        assertThat(trace.grouping().waits())
                .isEqualTo(
                        DurationNotation.format(Duration.ofMillis(onset.policy().waitMs())));
        assertThat(trace.priority().urgency()).isEqualTo(onset.policy().urgency());
        assertThat(trace.priority().impact()).isEqualTo(onset.policy().impact());
        assertThat(trace.remediation().playbook() == null).isEqualTo(onset.playbook() == null);
        Wish wish = onset.wish() == null ? new Wish(null, null, null, null) : onset.wish();
        assertThat(trace.ticket().category()).isEqualTo(wish.category());
        assertThat(trace.ticket().requester()).isEqualTo(wish.requester());
        assertThat(trace.ticket().assignGroup()).isEqualTo(wish.assignGroup());
        assertThat(trace.ticket().asset()).isEqualTo(wish.asset());
        if (onset.playbook() != null) {
            assertThat(onset.playbook().labels()).isEqualTo(BOOK.enriched(labels));
            assertThat(trace.remediation().rule()).isEqualTo(onset.playbook().rule());
            assertThat(trace.remediation().playbook().target())
                    .isEqualTo(onset.playbook().target());
        }
    }

    private static Onset onset(Map<String, String> labels) {
        Alert alert = new Alert(
                "acme",
                "prometheus",
                Fingerprint.of(labels),
                AlertStatus.FIRING,
                0L,
                null,
                null,
                labels,
                Map.of(),
                null,
                null,
                0L,
                null);
        return new TrackMachine(new DirectiveBook(BOOK, 0))
                .accept(null, alert, 0L).out().stream()
                        .filter(out -> out.event() != null)
                        .findFirst()
                        .orElseThrow()
                        .event()
                        .onset();
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "severity"), Arbitraries.of("x", "y", "z"))
                .ofMinSize(1);
    }
}
