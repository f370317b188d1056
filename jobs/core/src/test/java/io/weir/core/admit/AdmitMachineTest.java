package io.weir.core.admit;

import static io.weir.core.admit.Revisions.candidate;
import static io.weir.core.admit.Revisions.joined;
import static io.weir.core.admit.Revisions.opened;
import static io.weir.core.admit.Revisions.reopened;
import static io.weir.core.admit.Revisions.resolved;
import static io.weir.core.admit.Revisions.resolvedAs;
import static io.weir.core.admit.Revisions.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scenario.KeyedRun;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmitMachineTest {
    private final KeyedRun<AdmitState, List<ScopeOutput>, ScopeOutput> run = new KeyedRun<>(new AdmitMachine());
    private final List<ScopeOutput> out = new ArrayList<>();

    private List<ScopeOutput> tell(ScopeOutput... inputs) {
        out.addAll(run.passTo(inputs[0].at() - 1));
        List<ScopeOutput> answer = run.accept("acme", List.of(inputs), inputs[0].at());
        out.addAll(answer);
        return answer;
    }

    private List<Incident> overflow() {
        return out.stream()
                .map(ScopeOutput::incident)
                .filter(Objects::nonNull)
                .filter(incident -> incident.rule().equals("overflow"))
                .toList();
    }

    private Incident lastOverflow() {
        return overflow().get(overflow().size() - 1);
    }

    private List<String> decided() {
        return out.stream()
                .map(ScopeOutput::decision)
                .filter(Objects::nonNull)
                .map(d -> d.kind() + " " + d.reason() + " " + d.incidentId())
                .toList();
    }

    @Test
    void whatIsWithinTheLimitPassesUnchanged() {
        ScopeOutput a = opened("a", Severity.WARNING, 10, 2);
        ScopeOutput b = opened("b", Severity.WARNING, 20, 2);
        ScopeOutput end = resolved("a", 2, 30, 2);
        assertThat(tell(a)).containsExactly(a);
        assertThat(tell(b)).containsExactly(b);
        assertThat(tell(end)).containsExactly(end);
        ScopeOutput c = opened("c", Severity.WARNING, 40, 2);
        assertThat(tell(c)).as("there is room again").containsExactly(c);
        assertThat(overflow()).isEmpty();
    }

    @Test
    void whatComesBeyondIsKeptBackInOneIncidentThatOpensAtOnce() {
        tell(opened("a", Severity.WARNING, 10, 1));
        tell(opened("b", Severity.WARNING, 20, 1));
        Incident first = lastOverflow();
        assertThat(first.kind()).isEqualTo(Incident.Kind.OPENED);
        assertThat(first.reason()).isEqualTo(Incident.Reason.TOO_MANY_OPEN);
        assertThat(first.title()).isEqualTo("Overflow: 1 more incident of tenant acme");
        assertThat(first.openedAt()).isEqualTo(20);
        assertThat(first.members()).extracting(m -> m.labels().get("alertname")).containsExactly("b");
        assertThat(decided())
                .containsExactly("HELD overflow b", "PUBLISHED too-many-open-incidents " + first.incidentId());

        tell(opened("c", Severity.WARNING, 30, 1));
        assertThat(overflow()).as("updated every 30 s, not for each").hasSize(1);
        out.addAll(run.passTo(30_019));
        assertThat(overflow()).hasSize(1);
        out.addAll(run.passTo(30_020));
        assertThat(overflow()).hasSize(2);
        assertThat(lastOverflow().title()).isEqualTo("Overflow: 2 more incidents of tenant acme");
        assertThat(lastOverflow().revision()).isEqualTo(2);
        assertThat(lastOverflow().updatedAt()).isEqualTo(30_020);
        assertThat(lastOverflow().memberCount()).isEqualTo(2);
        assertThat(lastOverflow().firingCount()).isEqualTo(2);
    }

    @Test
    void worseSeverityIsShownAtOnce() {
        tell(opened("a", Severity.WARNING, 10, 1));
        tell(opened("b", Severity.WARNING, 20, 1));
        tell(opened("c", Severity.CRITICAL, 30, 1));
        assertThat(lastOverflow().updatedAt()).isEqualTo(30);
        assertThat(lastOverflow().severity()).isEqualTo(Severity.CRITICAL);
        tell(updated("b", 2, Severity.EMERGENCY, 40, 1));
        assertThat(lastOverflow().updatedAt()).isEqualTo(40);
        assertThat(lastOverflow().severity()).isEqualTo(Severity.EMERGENCY);
        assertThat(lastOverflow().members())
                .extracting(m -> m.labels().get("alertname"))
                .containsExactly("b", "c");
    }

    @Test
    void anIncidentThatIsKeptBackStaysSoUntilItIsOver() {
        tell(opened("a", Severity.WARNING, 10, 1));
        tell(opened("b", Severity.WARNING, 20, 1));
        tell(resolved("a", 2, 30, 1));
        assertThat(tell(updated("b", 2, Severity.WARNING, 40, 1)))
                .as("there is room, but nothing jumps")
                .isEmpty();
        ScopeOutput c = opened("c", Severity.WARNING, 50, 1);
        assertThat(tell(c)).containsExactly(c);
        tell(resolved("b", 3, 60, 1));
        assertThat(decided()).contains("RELEASED overflow-over b");
        out.addAll(run.passTo(61));
        assertThat(lastOverflow().kind()).isEqualTo(Incident.Kind.RESOLVED);
        assertThat(lastOverflow().reason()).isEqualTo(Incident.Reason.ALL_RECOVERED);
        assertThat(lastOverflow().resolvedAt()).isEqualTo(61);
        assertThat(lastOverflow().firingCount()).isZero();
        assertThat(lastOverflow().memberCount()).isEqualTo(1);
        tell(resolved("c", 2, 70, 1));
        assertThat(run.states()).isEmpty();
    }

    @Test
    void theNextOverflowIsAnotherIncident() {
        tell(opened("a", Severity.WARNING, 10, 1));
        tell(opened("b", Severity.WARNING, 20, 1));
        String first = lastOverflow().incidentId();
        tell(resolved("b", 2, 30, 1), opened("c", Severity.WARNING, 30, 1));
        assertThat(lastOverflow().incidentId())
                .as("never empty after an instant")
                .isEqualTo(first);
        tell(resolved("c", 2, 40, 1));
        tell(opened("d", Severity.WARNING, 50, 1));
        assertThat(lastOverflow().incidentId()).isNotEqualTo(first);
        assertThat(lastOverflow().revision()).isEqualTo(1);
    }

    @Test
    void oneThatReopensMayPass() {
        tell(opened("a", Severity.WARNING, 10, 1));
        tell(opened("b", Severity.WARNING, 20, 1));
        tell(resolved("b", 2, 30, 1));
        tell(resolved("a", 2, 40, 1));
        ScopeOutput again = reopened("b", 3, 50, 1);
        assertThat(tell(again)).containsExactly(again);
        ScopeOutput other = reopened("a", 3, 60, 1);
        assertThat(tell(other)).as("the other one is beyond the limit now").doesNotContain(other);
    }

    @Test
    void nothingIsRemediatedOfWhatIsKeptBack() {
        tell(opened("a", Severity.WARNING, 10, 1));
        ScopeOutput ofA = candidate("a", Candidate.Kind.FIRES, 10);
        assertThat(tell(ofA)).containsExactly(ofA);
        tell(opened("b", Severity.WARNING, 20, 1));
        assertThat(tell(candidate("b", Candidate.Kind.FIRES, 20)))
                .singleElement()
                .extracting(ScopeOutput::decision)
                .satisfies(decision -> {
                    assertThat(decision.kind()).isEqualTo(Decision.Kind.REMEDIATION);
                    assertThat(decision.reason()).isEqualTo("overflow");
                    assertThat(decision.detail())
                            .containsEntry("overflow", lastOverflow().incidentId());
                });
        assertThat(tell(candidate("b", Candidate.Kind.ENDED, 30))).isEmpty();
    }

    @Test
    void anAlertThatJoinsWhatIsKeptBackIsHeld() {
        tell(opened("a", Severity.WARNING, 10, 1));
        ScopeOutput ofA = joined("a", 20);
        assertThat(tell(ofA)).containsExactly(ofA);
        tell(opened("b", Severity.WARNING, 30, 1));
        assertThat(tell(joined("b", 40)))
                .singleElement()
                .extracting(ScopeOutput::decision)
                .satisfies(decision -> {
                    assertThat(decision.kind()).isEqualTo(Decision.Kind.HELD);
                    assertThat(decision.reason()).isEqualTo("overflow");
                    assertThat(decision.incidentId()).isEqualTo("b");
                });
    }

    @Test
    void whatCannotBeKnownOneByOneIsCounted() {
        tell(opened("first", Severity.WARNING, 1, 1));
        int more = AdmitState.DIVERTED_MAX + 5;
        ScopeOutput[] storm = IntStream.range(0, more)
                .mapToObj(i -> opened("i" + i, Severity.WARNING, 2, 1))
                .toArray(ScopeOutput[]::new);
        tell(storm);
        AdmitState state = run.states().get("acme");
        assertThat(state.diverted).hasSize(AdmitState.DIVERTED_MAX);
        assertThat(state.beyond).isEqualTo(5);
        assertThat(state.diverted.values().stream().filter(d -> d.members() != null))
                .hasSize(AdmitState.DETAILED_MAX);
        assertThat(tell(updated("i" + (more - 1), 2, Severity.WARNING, 3, 1))).isEmpty();
        out.addAll(run.passTo(60_000));
        assertThat(lastOverflow().title()).isEqualTo("Overflow: " + more + " more incidents of tenant acme");
        assertThat(lastOverflow().members()).hasSize(100);

        tell(IntStream.range(0, more)
                .mapToObj(i -> resolved("i" + i, 3, 70_000, 1))
                .toArray(ScopeOutput[]::new));
        out.addAll(run.passTo(70_001));
        assertThat(lastOverflow().kind()).isEqualTo(Incident.Kind.RESOLVED);
        assertThat(lastOverflow().memberCount()).isEqualTo(more);
        tell(resolved("first", 2, 80_000, 1));
        assertThat(run.states()).isEmpty();
    }

    @Test
    void whatIsKnownLeastWellOfThoseKeptBackNamesTheEnd() {
        tell(opened("a", Severity.WARNING, 10, 1));
        tell(opened("b", Severity.WARNING, 20, 1));
        tell(opened("c", Severity.WARNING, 30, 1));
        tell(resolvedAs("gone", "b", 2, 40, 1));
        tell(resolvedAs("recovered", "c", 2, 50, 1));
        out.addAll(run.passTo(60_000));
        assertThat(lastOverflow().reason()).isEqualTo(Incident.Reason.GONE_AT_SOURCE);
        assertThat(lastOverflow().resolution()).isEqualTo("gone");
        tell(opened("b", Severity.WARNING, 100_020, 1));
        tell(opened("c", Severity.WARNING, 100_030, 1));
        tell(resolvedAs("gone", "b", 2, 100_040, 1));
        tell(resolvedAs("stale", "c", 2, 100_050, 1));
        out.addAll(run.passTo(200_000));
        assertThat(lastOverflow().reason()).isEqualTo(Incident.Reason.WENT_STALE);
    }
}
