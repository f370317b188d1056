package io.weir.core.scope;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The entity where the trouble may sit, by the topology: the one that most members' entities depend on, itself included.
 * Ties go to the one that is nearer to them, then to the one whose own alert came first, then by name. There is none
 * unless at least two entities depend on it, and half of all that the topology knows. It is a guess, and always said to
 * be one.
 */
final class Seat {
    private static final int FEWEST = 2;
    private static final Comparator<Map.Entry<String, Place>> BEST = Comparator.comparing(
                    (Map.Entry<String, Place> entry) -> entry.getValue().dependents(), Comparator.reverseOrder())
            .thenComparing(entry -> entry.getValue().hops())
            .thenComparing(entry -> entry.getValue().since())
            .thenComparing(Map.Entry::getKey);

    private Seat() {}

    /** The likely seat and how many alerts depend on it, in words; null when there is none. */
    static String of(IncidentState incident) {
        Places places = incident.places;
        if (places == null || places.entities < FEWEST) {
            return null;
        }
        Optional<Map.Entry<String, Place>> best = places.byEntity.entrySet().stream()
                .filter(entry -> entry.getValue().dependents() >= FEWEST)
                .filter(entry -> 2 * entry.getValue().dependents() >= places.entities)
                .min(BEST);
        return best.map(seat -> seat.getKey() + " (" + seat.getValue().dependentAlerts() + " of " + places.alerts
                        + " alerts depend on it)")
                .orElse(null);
    }
}
