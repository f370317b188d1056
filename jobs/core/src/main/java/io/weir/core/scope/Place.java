package io.weir.core.scope;

/**
 * What an incident knows of one entity of the topology.
 *
 * @param alerts its own alerts that joined
 * @param next whether a member's entity is it, or one edge away from it
 * @param since when its first own alert joined, milliseconds of pipeline time; {@link Long#MAX_VALUE} when none did
 * @param dependents members' entities that depend on it, itself included
 * @param dependentAlerts alerts of these entities
 * @param hops edges between it and these entities, added up
 */
public record Place(int alerts, boolean next, long since, int dependents, int dependentAlerts, int hops) {
    static final Place NOTHING = new Place(0, false, Long.MAX_VALUE, 0, 0, 0);

    boolean hasAlerts() {
        return alerts > 0;
    }

    Place withAlert(long at) {
        return new Place(alerts + 1, next, Math.min(since, at), dependents, dependentAlerts, hops);
    }

    Place asNext() {
        return next ? this : new Place(alerts, true, since, dependents, dependentAlerts, hops);
    }

    /** One more alert that depends on it, of an entity so many edges away. */
    Place withDependent(boolean firstOfItsEntity, int distance) {
        return firstOfItsEntity
                ? new Place(alerts, next, since, dependents + 1, dependentAlerts + 1, hops + distance)
                : new Place(alerts, next, since, dependents, dependentAlerts + 1, hops);
    }
}
