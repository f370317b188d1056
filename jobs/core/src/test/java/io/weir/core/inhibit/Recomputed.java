package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who is under whom, pair by pair and without any cleverness. */
final class Recomputed {
    private final Map<String, EpisodeEvent> firing = new TreeMap<>();
    private final Map<String, Long> shownSince = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private Map<String, String> above = new HashMap<>();

    private record Pair(EpisodeEvent cause, EpisodeEvent target, Role role) {}

    void take(List<EpisodeEvent> events, long at) {
        for (EpisodeEvent event : events) {
            switch (event.kind()) {
                case STARTED -> {
                    firing.put(event.fingerprint(), event);
                    shownSince.put(event.fingerprint(), at);
                    hidden.remove(event.fingerprint());
                }
                case ENDED -> firing.remove(event.fingerprint());
                default -> {}
            }
        }
        List<Pair> pairs = pairs();
        pairs.removeIf(pair -> !reachable(pair.target, pairs));
        pairs.sort(Comparator.<Pair>comparingInt(pair -> pair.role.precedence())
                .thenComparing(pair -> pair.cause.at())
                .thenComparing(pair -> pair.cause.fingerprint()));
        above = new HashMap<>();
        for (Pair pair : pairs) {
            String target = pair.target.fingerprint();
            if (!above.containsKey(target) && !root(pair.cause.fingerprint()).equals(target)) {
                above.put(target, pair.cause.fingerprint());
            }
        }
        for (String alert : firing.keySet()) {
            if (above.containsKey(alert)) {
                hidden.add(alert);
            } else if (hidden.remove(alert)) {
                shownSince.put(alert, at);
            }
        }
    }

    /** Where each firing alert is. */
    Map<String, String> places() {
        Map<String, String> places = new HashMap<>();
        firing.forEach((alert, started) -> {
            String root = root(alert);
            String scope = firing.get(root).scopeKey();
            places.put(alert, root.equals(alert) ? scope : scope + " under " + root);
        });
        return places;
    }

    private String root(String alert) {
        return above.containsKey(alert) ? root(above.get(alert)) : alert;
    }

    private boolean reachable(EpisodeEvent target, List<Pair> pairs) {
        return hidden.contains(target.fingerprint())
                || pairs.stream()
                        .filter(pair -> pair.target.equals(target))
                        .anyMatch(pair ->
                                pair.cause.at() - shownSince.get(target.fingerprint()) <= pair.role.lateJoinMs());
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (EpisodeEvent cause : firing.values()) {
            for (EpisodeEvent target : firing.values()) {
                for (Role one : cause.onset().roles()) {
                    for (Role other : target.onset().roles()) {
                        boolean meet = one.cause()
                                && !other.cause()
                                && one.id().equals(other.id())
                                && one.match().equals(other.match());
                        if (meet && !cause.equals(target) && !(one.both() && other.both())) {
                            pairs.add(new Pair(cause, target, other));
                        }
                    }
                }
            }
        }
        return pairs;
    }
}
