package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.EpisodeEvent.Kind;
import io.weir.core.scope.IncidentState.Phase;
import io.weir.core.scope.Model.Alert;
import io.weir.core.scope.Model.Place;
import io.weir.core.scope.Model.Standing;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What must hold after every step of the model. */
final class ModelRules {
    private static final Set<Decision.Kind> FATES =
            EnumSet.of(Decision.Kind.OPENED, Decision.Kind.JOINED, Decision.Kind.HELD, Decision.Kind.NOTED);

    private ModelRules() {}

    static void check(Place before, Place after, List<EpisodeEvent> events, List<ScopeOutput> out, Set<String> taken) {
        List<Incident> revisions =
                out.stream().map(ScopeOutput::incident).filter(Objects::nonNull).toList();
        revisionsRiseByOne(before, revisions);
        revisions.forEach(ModelRules::consistent);
        revisions.forEach(revision -> neverRecoveredWhatWasNotSeenTo(revision, after));
        everyStartHasOneFate(events, out);
        if (after.state() != null) {
            assertThat(after.state().parked).isEmpty();
            after.state().incidents.forEach(incident -> deadlines(incident, after));
        }
        counts(after);
        transitions(before, after, taken);
    }

    private static void revisionsRiseByOne(Place before, List<Incident> revisions) {
        Map<String, Long> newest = new HashMap<>();
        incidents(before).forEach(incident -> newest.put(incident.incidentId, incident.revision));
        for (Incident revision : revisions) {
            assertThat(revision.revision()).isEqualTo(newest.getOrDefault(revision.incidentId(), 0L) + 1);
            newest.put(revision.incidentId(), revision.revision());
        }
    }

    private static void consistent(Incident revision) {
        boolean resolved = revision.status() == Incident.Status.RESOLVED;
        assertThat(revision.kind() == Incident.Kind.RESOLVED).isEqualTo(resolved);
        assertThat(revision.resolvedAt() != null).isEqualTo(resolved);
        assertThat(revision.resolution() != null).isEqualTo(resolved);
        assertThat(revision.cause() != null).isEqualTo("merged".equals(revision.resolution()));
        assertThat(revision.state().equals("merged")).isEqualTo("merged".equals(revision.resolution()));
        assertThat(revision.reason().equals(Incident.Reason.WENT_STALE))
                .isEqualTo("stale".equals(revision.resolution()));
        assertThat(revision.reason().equals(Incident.Reason.GONE_AT_SOURCE))
                .isEqualTo("gone".equals(revision.resolution()));
        assertThat(resolved).isEqualTo(Set.of("resolved", "merged").contains(revision.state()));
        List<Member> firing = revision.members().stream()
                .filter(m -> m.status() == Member.Status.FIRING)
                .toList();
        assertThat(revision.firingCount()).isEqualTo(firing.size());
        long under = firing.stream().filter(m -> m.suppressedBy() != null).count();
        assertThat(Objects.requireNonNullElse(revision.suppressedCount(), 0)).isEqualTo((int) under);
        assertThat(revision.state().equals("suppressed") && under < firing.size())
                .isFalse();
        assertThat(revision.members()).hasSize(revision.memberCount());
        assertThat(revision.acknowledgedBy() == null).isEqualTo(revision.acknowledgedAt() == null);
    }

    private static void neverRecoveredWhatWasNotSeenTo(Incident revision, Place after) {
        for (Alert alert : after.alerts()) {
            boolean stale = alert.standing() == Standing.WENT_STALE;
            if ((stale || alert.standing() == Standing.GONE)
                    && revision.members().stream()
                            .anyMatch(m -> m.startsAt() == alert.startsAt() && m.status() != Member.Status.MOVED)) {
                assertThat(revision.resolution()).isNotEqualTo("recovered");
                assertThat(stale && "gone".equals(revision.resolution()))
                        .as("silence is known least well")
                        .isFalse();
            }
        }
    }

    private static void everyStartHasOneFate(List<EpisodeEvent> events, List<ScopeOutput> out) {
        List<String> wanted = new ArrayList<>();
        for (EpisodeEvent event : events) {
            if (event.kind() == Kind.STARTED && event.cause() == null && event.ending() != Ending.RELEASED) {
                wanted.add(event.fingerprint());
            }
        }
        List<String> found = new ArrayList<>();
        for (ScopeOutput output : out) {
            Decision decision = output.decision();
            if (decision != null && decision.fingerprint() != null && FATES.contains(decision.kind())) {
                found.add(decision.fingerprint());
            }
        }
        assertThat(found).as("fates").isEqualTo(wanted);
    }

    private static void deadlines(IncidentState incident, Place after) {
        if (incident.phase == Phase.OPEN) {
            assertThat(incident.quietAt == null).as("open and quiet").isEqualTo(incident.firing() > 0);
        }
        if (incident.phase == Phase.OPEN && incident.firing() == 0) {
            assertThat(incident.quietAt)
                    .isLessThanOrEqualTo(Math.max(incident.allEndedAt + Model.QUIET_MS, after.at() + Model.WAIT_MS));
        }
        assertThat(incident.phase == Phase.RESOLVED).isEqualTo(incident.closeAt != null);
        boolean waitsForMore = incident.phase == Phase.WAITING && incident.firing() > 0;
        boolean shown = incident.phase == Phase.OPEN && incident.firing() > 0;
        assertThat(incident.dueAt() != null || waitsForMore || shown)
                .as("something will become of it")
                .isTrue();
    }

    /** What fires by the model fires in exactly one incident, and nothing else does. */
    private static void counts(Place after) {
        int firing = 0;
        int under = 0;
        for (IncidentState incident : incidents(after)) {
            firing += incident.firing();
            under += incident.suppressed();
            assertThat(numbers(incident.census())).isEqualTo(numbers(Census.of(incident.current.values())));
        }
        assertThat(firing).isEqualTo((int)
                after.alerts().stream().filter(alert -> alert.standing().here()).count());
        assertThat(under).isEqualTo((int) after.alerts().stream()
                .filter(alert -> alert.standing() == Standing.UNDER_OTHER)
                .count());
    }

    private static List<Integer> numbers(Census census) {
        return List.of(census.firing, census.suppressed, census.flapping, census.stale, census.gone, census.apart);
    }

    /** The machine refuses what is not in the table; here is noted what was seen between two steps. */
    private static void transitions(Place before, Place after, Set<String> taken) {
        Map<String, Lifecycle> then = new HashMap<>();
        incidents(before).forEach(incident -> then.put(incident.incidentId, incident.lifecycle));
        Map<String, Lifecycle> now = new HashMap<>();
        incidents(after).forEach(incident -> now.put(incident.incidentId, incident.lifecycle));
        then.forEach((id, from) -> {
            Lifecycle to = now.getOrDefault(id, Lifecycle.CLOSED);
            if (from != to) {
                taken.add(from.word() + " → " + to.word());
            }
        });
    }

    private static List<IncidentState> incidents(Place place) {
        return place.state() == null ? List.of() : place.state().incidents;
    }
}
