package io.weir.core.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Step;
import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the limit, over any lives of eight incidents that all end. */
class AdmitLawsTest {
    private static final int LIMIT = 3;
    private static final long END = 10_000_000;

    private record Draft(int incident, long after, Severity severity) {}

    @Provide
    Arbitrary<List<ScopeOutput>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.of(0L, 1L, 500L, 29_999L, 30_000L, 90_000L),
                        Arbitraries.of(Severity.class))
                .as(Draft::new)
                .list()
                .ofMaxSize(60)
                .map(AdmitLawsTest::lives);
    }

    /** Each draft takes its incident one step further: open, updated, resolved, open again. */
    private static List<ScopeOutput> lives(List<Draft> drafts) {
        Map<Integer, Incident> last = new HashMap<>();
        List<ScopeOutput> lives = new ArrayList<>();
        long at = 1_000;
        for (Draft draft : drafts) {
            at += draft.after;
            Incident before = last.get(draft.incident);
            Incident.Kind kind = before == null
                    ? Incident.Kind.OPENED
                    : switch (before.kind()) {
                        case OPENED, REOPENED -> Incident.Kind.UPDATED;
                        case UPDATED -> Incident.Kind.RESOLVED;
                        case RESOLVED -> Incident.Kind.REOPENED;
                    };
            add(lives, last, draft, kind, at);
        }
        for (int i = 0; i < 8; i++) {
            if (last.containsKey(i) && last.get(i).status() == Incident.Status.OPEN) {
                add(lives, last, new Draft(i, 0, Severity.INFO), Incident.Kind.RESOLVED, at + 5_000);
            }
        }
        return lives;
    }

    private static void add(
            List<ScopeOutput> lives, Map<Integer, Incident> last, Draft draft, Incident.Kind kind, long at) {
        Incident before = last.get(draft.incident);
        long revision = before == null ? 1 : before.revision() + 1;
        ScopeOutput output = Revisions.of("i" + draft.incident, kind, revision, draft.severity, at, LIMIT);
        last.put(draft.incident, output.incident());
        lives.add(output);
    }

    @Property
    void neverMoreThanTheLimitAndNothingIsLost(@ForAll("lives") List<ScopeOutput> lives) {
        Step<AdmitState, ScopeOutput> end = new AdmitMachine().accept(null, lives, END);
        Set<String> open = new HashSet<>();
        Map<String, Long> revisions = new HashMap<>();
        Map<String, Incident> overflows = new HashMap<>();
        for (ScopeOutput output : end.out()) {
            Incident incident = output.incident();
            if (incident == null) {
                continue;
            }
            if (incident.rule().equals("overflow")) {
                assertThat(incident.revision()).isEqualTo(revisions.getOrDefault(incident.incidentId(), 0L) + 1);
                revisions.put(incident.incidentId(), incident.revision());
                overflows.put(incident.incidentId(), incident);
                assertThat(incident.members()).hasSize(incident.memberCount() - incident.membersOmitted());
            } else if (incident.status() == Incident.Status.OPEN) {
                open.add(incident.incidentId());
                assertThat(open).hasSizeLessThanOrEqualTo(LIMIT);
            } else {
                assertThat(open.remove(incident.incidentId())).isTrue();
            }
        }
        assertThat(overflows.values()).allMatch(overflow -> overflow.status() == Incident.Status.RESOLVED);
        Set<String> told = new HashSet<>();
        end.out().forEach(output -> told.add(output.incidentId()));
        lives.forEach(life -> assertThat(told).contains(life.incidentId()));
        assertThat(end.next()).as("everything is over").isNull();
        assertThat(end.wakeAt()).isNull();
    }

    @Property
    void itMakesNoDifferenceHowTimeIsCut(@ForAll("lives") List<ScopeOutput> lives, @ForAll long seed) {
        AdmitMachine machine = new AdmitMachine();
        List<ScopeOutput> cut = new ArrayList<>();
        AdmitState state = null;
        List<ScopeOutput> burst = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            burst.add(lives.get(i));
            long now = lives.get(i).at();
            boolean last = i + 1 == lives.size();
            if (last || (lives.get(i + 1).at() > now && (seed >> (i % 60) & 1) == 0)) {
                Step<AdmitState, ScopeOutput> step = machine.accept(state, burst, now);
                cut.addAll(step.out());
                state = step.next();
                burst = new ArrayList<>();
            }
        }
        if (state != null) {
            cut.addAll(machine.wake(state, END).out());
        }
        assertThat(cut).isEqualTo(machine.accept(null, lives, END).out());
    }
}
