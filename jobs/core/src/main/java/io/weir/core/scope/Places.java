package io.weir.core.scope;

import io.weir.core.Onset;
import io.weir.core.Onset.Neighbour;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the alerts of one incident are in the topology. A state class: public fields. Of alerts that ended or left
 * nothing is taken back: they did happen there.
 */
public final class Places {
    /** Entities known at most; what comes later is not noted. */
    static final int MOST_ENTITIES = 1_024;

    /** Alerts that joined, with a place or without one. */
    public int alerts;
    /** Different entities of members. */
    public int entities;
    /** What is known of each entity, by name. */
    public Map<String, Place> byEntity = new HashMap<>();

    /** Nothing known. */
    public Places() {}

    Places copy() {
        Places copy = new Places();
        copy.alerts = alerts;
        copy.entities = entities;
        copy.byEntity = new HashMap<>(byEntity);
        return copy;
    }

    /** Whether the topology, as far as it was told, knows where this alert is: an entity in it has an edge. */
    static boolean hasPlace(Onset onset) {
        return onset.entity() != null && onset.near().size() > 1;
    }

    /** Whether an alert of {@code entity} has joined. */
    boolean has(String entity) {
        return byEntity.getOrDefault(entity, Place.NOTHING).hasAlerts();
    }

    /** Whether {@code entity} is that of a member, or one edge away from it. */
    boolean isNext(String entity) {
        return byEntity.getOrDefault(entity, Place.NOTHING).next();
    }

    /** Notes an alert that the incident did not know. */
    void joined(Onset onset, long at) {
        alerts++;
        if (!hasPlace(onset)) {
            return;
        }
        boolean firstOfItsEntity = !has(onset.entity());
        if (!change(onset.entity(), place(onset.entity()).withAlert(at))) {
            return;
        }
        if (firstOfItsEntity) {
            entities++;
        }
        for (Neighbour near : onset.near()) {
            Place place = place(near.entity());
            if (near.hops() <= 1) {
                place = place.asNext();
            }
            if (near.upstream()) {
                place = place.withDependent(firstOfItsEntity, near.hops());
            }
            if (near.hops() <= 1 || near.upstream()) {
                change(near.entity(), place);
            }
        }
    }

    private Place place(String entity) {
        return byEntity.getOrDefault(entity, Place.NOTHING);
    }

    private boolean change(String entity, Place place) {
        if (byEntity.size() >= MOST_ENTITIES && !byEntity.containsKey(entity)) {
            return false;
        }
        byEntity.put(entity, place);
        return true;
    }
}
