package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.core.Onset.Neighbour;

/**
 * The topology's say in who joins whom. Under a rule with {@code topology} an alert joins an incident only if its entity
 * is near that of a member, or has kept coming together with one. What the topology does not know cannot be told apart:
 * an alert without a place may join every incident of its scope, and an incident without one takes every alert.
 *
 * <p>An alert that is near two incidents joins the older one; the other stays as it is.
 */
final class Nearness {
    private Nearness() {}

    /** Whether the topology lets a started episode join. */
    static boolean allows(ScopeState state, IncidentState incident, EpisodeEvent event) {
        return !decides(incident, event.onset())
                || near(incident.places, event.onset())
                || learned(state, incident.places, event);
    }

    /** Notes the place of a started episode that is about to join. */
    static void joins(IncidentState incident, EpisodeEvent event) {
        if (!incident.policy.nearOnly() || incident.knows(event.fingerprint())) {
            return;
        }
        if (incident.places == null) {
            incident.places = new Places();
        }
        incident.places.joined(event.onset(), event.at());
    }

    /**
     * Learns from a started episode which entities come together, where the rule says so. What was held by a downtime
     * or a cause, or came late, did not begin when it arrived and teaches nothing.
     */
    static void learn(ScopeState state, EpisodeEvent event) {
        Onset onset = event.onset();
        if (!onset.policy().learn()
                || !Places.hasPlace(onset)
                || onset.persisted()
                || onset.late()
                || onset.over()
                || event.cause() != null
                || event.ending() != null) {
            return;
        }
        if (state.learned == null) {
            state.learned = new CoOccurrence();
        }
        state.learned.observe(onset.entity(), event.at(), onset.policy().gapMs());
    }

    /** Whether the topology knows of both where they are; only then it has a say. */
    static boolean decides(IncidentState incident, Onset onset) {
        return incident.policy.nearOnly()
                && Places.hasPlace(onset)
                && incident.places != null
                && incident.places.entities > 0;
    }

    /**
     * Whether a member's entity is near, or the two have a neighbour in common: lists of what is near are bounded, and
     * around a hub neither needs to name the other. How far the rule goes is told by the list itself: where nothing lies
     * two edges away, one edge is as far.
     */
    private static boolean near(Places places, Onset onset) {
        int reach = onset.near().stream().mapToInt(Neighbour::hops).max().orElse(0);
        return onset.near().stream()
                .anyMatch(near -> places.has(near.entity()) || (near.hops() < reach && places.isNext(near.entity())));
    }

    private static boolean learned(ScopeState state, Places places, EpisodeEvent event) {
        return event.onset().policy().learn()
                && state.learned != null
                && state.learned
                        .partners(
                                event.onset().entity(),
                                event.at(),
                                event.onset().policy().gapMs())
                        .anyMatch(places::has);
    }
}
