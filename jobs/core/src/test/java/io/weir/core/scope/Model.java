package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Step;
import io.weir.core.sample.Episodes;
import io.weir.core.sample.Shaped;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Two alerts of one scope as their sources and causes see them, beside the machine that is told of them. Every event
 * comes a second after the one before, or after the next deadline.
 */
final class Model {
    static final long WAIT_MS = 10_000;
    static final long UPDATE_MS = 7_000;
    static final long QUIET_MS = 30_000;
    static final long REOPEN_MS = 180_000;
    private static final long STEP_MS = 1_000;
    /** So long after a resolve what fires again has to show whether it is the old problem. */
    private static final long LONG_MS = Recurrence.AT_ONCE_MS + 1;

    private static final String[] NAMES = {"a", "b"};

    private final int minAlerts;
    private final Set<String> taken;
    private final ScopeMachine machine = new ScopeMachine();

    /** @param taken where the transitions that were seen are noted */
    Model(int minAlerts, Set<String> taken) {
        this.minAlerts = minAlerts;
        this.taken = taken;
    }

    /** How an alert stands. */
    enum Standing {
        OVER,
        WENT_STALE,
        GONE,
        FIRES,
        UNDER_FOREIGN,
        UNDER_OTHER;

        boolean here() {
            return this == FIRES || this == UNDER_OTHER;
        }
    }

    /** One alert. */
    record Alert(Standing standing, long startsAt, boolean flapping) {}

    /** Where a story has come to. */
    record Place(int depth, long at, List<Alert> alerts, ScopeState state, Long wakeAt) {

        /** What decides how it can go on, with times relative to now. */
        String key() {
            StringJoiner key = new StringJoiner(" ");
            alerts.forEach(alert -> key.add(alert.standing() + "" + alert.flapping()));
            if (state != null) {
                state.incidents.forEach(incident -> key.add(key(incident)));
            }
            return key.toString();
        }

        private String key(IncidentState i) {
            StringJoiner key = new StringJoiner(",", "[", "]");
            key.add(i.lifecycle.word()).add(i.owed).add(ahead(i.quietAt)).add(ahead(i.closeAt));
            key.add(i.phase == IncidentState.Phase.WAITING ? ahead(i.publishAt) : ahead(i.nextUpdateAt));
            key.add(i.recurrenceOf == null ? "" : "may be old");
            key.add(i.acknowledgedBy).add(i.mergedUnder).add(i.reopened > 0 ? "again" : "");
            i.current.keySet().stream()
                    .sorted()
                    .map(i.current::get)
                    .forEach(m -> key.add(m.fingerprint())
                            .add(m.status() + "" + m.flapping() + m.suppressedBy())
                            .add(alerts.stream().anyMatch(a -> a.startsAt() == m.startsAt()) ? "newest" : "older"));
            return key.toString();
        }

        private String ahead(Long time) {
            return time == null ? "-" : Long.toString(Math.max(0, time - at));
        }
    }

    Place start() {
        Alert none = new Alert(Standing.OVER, 0, false);
        return new Place(0, 0, List.of(none, none), null, null);
    }

    /** Everything that can happen next. */
    List<Place> after(Place place) {
        List<Place> next = new ArrayList<>();
        if (place.wakeAt() != null) {
            next.add(told(place, place.alerts(), List.of(), place.wakeAt()));
        }
        if (place.wakeAt() == null || place.wakeAt() > place.at() + LONG_MS) {
            next.add(told(place, place.alerts(), List.of(), place.at() + LONG_MS));
        }
        for (int i = 0; i < NAMES.length; i++) {
            Alert alert = place.alerts().get(i);
            Alert other = place.alerts().get(1 - i);
            switch (alert.standing()) {
                case OVER, WENT_STALE, GONE -> {
                    next.add(fires(place, i, null, false));
                    next.add(fires(place, i, null, true));
                    if (other.standing() == Standing.FIRES) {
                        next.add(fires(place, i, cause(1 - i, other), false));
                    }
                }
                case FIRES -> {
                    next.add(ends(place, i, Ending.RECOVERED, true));
                    next.add(ends(place, i, Ending.STALE, true));
                    next.add(ends(place, i, Ending.GONE, true));
                    next.add(flaps(place, i));
                    if (other.standing() == Standing.UNDER_OTHER) {
                        next.add(ends(place, i, Ending.RECOVERED, false));
                    }
                    if (other.standing() != Standing.UNDER_OTHER) {
                        next.add(moves(place, i, Shaped.foreignCause("z"), Standing.UNDER_FOREIGN));
                    }
                    if (other.standing() == Standing.FIRES) {
                        next.add(moves(place, i, cause(1 - i, other), Standing.UNDER_OTHER));
                    }
                }
                case UNDER_FOREIGN -> {
                    next.add(told(place, with(place, i, Standing.OVER), List.of(), place.at() + STEP_MS));
                    next.add(released(place, i));
                }
                case UNDER_OTHER -> {
                    next.add(ends(place, i, Ending.RECOVERED, true));
                    next.add(ends(place, i, Ending.STALE, true));
                    next.add(ends(place, i, Ending.GONE, true));
                    next.add(released(place, i));
                    next.add(moves(place, i, Shaped.foreignCause("z"), Standing.UNDER_FOREIGN));
                }
            }
        }
        if (place.state() != null && !place.state().incidents.isEmpty()) {
            String id = place.state().incidents.get(place.state().incidents.size() - 1).incidentId;
            long at = place.at() + STEP_MS;
            next.add(told(place, place.alerts(), List.of(Shaped.acknowledges(id, "ann", at)), at));
        }
        return next;
    }

    private static Cause cause(int i, Alert alert) {
        return Shaped.cause(NAMES[i], alert.startsAt());
    }

    private EpisodeEvent start(int i, Alert alert, long at) {
        EpisodeEvent start = Episodes.starts(
                NAMES[i],
                alert.startsAt(),
                i == 0 ? Severity.CRITICAL : Severity.WARNING,
                Episodes.policy(WAIT_MS, UPDATE_MS, QUIET_MS, REOPEN_MS),
                alert.flapping(),
                false,
                i == 0 ? Episodes.playbook("h") : null);
        EpisodeEvent shaped = Shaped.atLeast(minAlerts, start);
        return at == alert.startsAt() ? shaped : shaped.released(at);
    }

    private static List<Alert> with(Place place, int i, Standing standing) {
        return with(place.alerts(), i, new Alert(standing, place.alerts().get(i).startsAt(), false));
    }

    private static List<Alert> with(List<Alert> alerts, int i, Alert alert) {
        List<Alert> changed = new ArrayList<>(alerts);
        changed.set(i, alert);
        return List.copyOf(changed);
    }

    private Place fires(Place place, int i, Cause cause, boolean flapping) {
        long at = place.at() + STEP_MS;
        Alert alert = new Alert(cause == null ? Standing.FIRES : Standing.UNDER_OTHER, at, flapping);
        EpisodeEvent start = start(i, alert, at);
        EpisodeEvent event = cause == null ? start : Shaped.under(start, cause);
        return told(place, with(place.alerts(), i, alert), List.of(event), at);
    }

    /** What is under the alert that ends is released, at the same instant or later. */
    private Place ends(Place place, int i, Ending ending, boolean release) {
        long at = place.at() + STEP_MS;
        Alert alert = place.alerts().get(i);
        Alert other = place.alerts().get(1 - i);
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(Episodes.ends(NAMES[i], alert.startsAt(), at, ending));
        List<Alert> alerts = with(place, i, after(ending));
        if (release && alert.standing() == Standing.FIRES && other.standing() == Standing.UNDER_OTHER) {
            events.addAll(release(1 - i, other, at));
            alerts = with(alerts, 1 - i, new Alert(Standing.FIRES, other.startsAt(), false));
        }
        return told(place, alerts, events, at);
    }

    private static Standing after(Ending ending) {
        return switch (ending) {
            case STALE -> Standing.WENT_STALE;
            case GONE -> Standing.GONE;
            case RECOVERED, SUPERSEDED, RELEASED -> Standing.OVER;
        };
    }

    private List<EpisodeEvent> release(int i, Alert alert, long at) {
        EpisodeEvent start = start(i, alert, at);
        return alert.standing() == Standing.UNDER_FOREIGN
                ? List.of(start)
                : List.of(Episodes.ends(NAMES[i], alert.startsAt(), at, Ending.RELEASED), start);
    }

    private Place released(Place place, int i) {
        long at = place.at() + STEP_MS;
        Alert alert = new Alert(
                place.alerts().get(i).standing(), place.alerts().get(i).startsAt(), false);
        return told(place, with(place, i, Standing.FIRES), release(i, alert, at), at);
    }

    private Place moves(Place place, int i, Cause cause, Standing standing) {
        long at = place.at() + STEP_MS;
        Alert alert = place.alerts().get(i);
        EpisodeEvent start = start(i, new Alert(alert.standing(), alert.startsAt(), false), alert.startsAt());
        return told(place, with(place, i, standing), List.of(Shaped.moves(start, cause, at)), at);
    }

    private Place flaps(Place place, int i) {
        long at = place.at() + STEP_MS;
        Alert alert = place.alerts().get(i);
        Alert changed = new Alert(alert.standing(), alert.startsAt(), !alert.flapping());
        EpisodeEvent event = Episodes.flaps(NAMES[i], alert.startsAt(), at, changed.flapping());
        return told(place, with(place.alerts(), i, changed), List.of(event), at);
    }

    private Place told(Place before, List<Alert> alerts, List<EpisodeEvent> events, long at) {
        List<EpisodeEvent> sorted = events.stream().sorted(EpisodeEvent.TIES).toList();
        Step<ScopeState, ScopeOutput> step = machine.accept(before.state(), sorted, at);
        Place after = new Place(before.depth() + 1, at, alerts, step.next(), step.wakeAt());
        ModelRules.check(before, after, sorted, step.out(), taken);
        return after;
    }

    /** When both alerts are over and time goes on, nothing is left. */
    void drains(Place place) {
        Place now = place;
        for (int i = 0; i < NAMES.length; i++) {
            if (now.alerts().get(i).standing().here()) {
                now = ends(now, i, Ending.RECOVERED, false);
            }
        }
        for (int i = 0; now.wakeAt() != null; i++) {
            assertThat(i).as("deadlines of %s", now.key()).isLessThan(20);
            now = told(now, now.alerts(), List.of(), now.wakeAt());
        }
        assertThat(now.state()).as("left of %s", place.key()).isNull();
    }
}
