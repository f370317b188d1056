package io.weir.core.scope;

import io.weir.schema.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one line that names an incident: what and where, never a guess at the cause. */
final class IncidentTitle {
    private static final int NAMES = 3;

    /** Alerts of one name: how many, and the worst of them. */
    private static final class Named {
        private final String name;
        private Listed worst;
        private int number;

        Named(String name) {
            this.name = name;
        }

        void add(Listed alert) {
            number++;
            if (worst == null || worstFirst(alert, worst) < 0) {
                worst = alert;
            }
        }

        @Override
        public String toString() {
            return number == 1 ? name : name + " ×" + number;
        }
    }

    private IncidentTitle() {}

    /**
     * The title. Names come in the order of their worst alerts: by severity, then in order of joining.
     *
     * @param listed one per alert, at least one
     * @param alerts how many alerts, listed or not
     */
    static String of(List<Listed> listed, int alerts, Map<String, String> scope) {
        if (alerts == 1) {
            Listed first = Collections.min(listed, IncidentTitle::worstFirst);
            String summary =
                    first.member().annotations().getOrDefault("summary", "").strip();
            return first.name() + where(first.member()) + (summary.isEmpty() ? "" : ": " + summary);
        }
        Map<String, Named> counts = new HashMap<>();
        listed.forEach(alert -> counts.computeIfAbsent(alert.name(), Named::new).add(alert));
        String names = worst(counts.values()).stream().map(Named::toString).collect(Collectors.joining(", "));
        String more = counts.size() > NAMES ? ", …" : "";
        String place = scope.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
        return alerts + " alerts" + (place.isEmpty() ? "" : " in " + place) + ": " + names + more;
    }

    /** The few that are named, in order: an incident may have thousands. */
    private static List<Named> worst(Collection<Named> all) {
        List<Named> worst = new ArrayList<>(NAMES + 1);
        for (Named named : all) {
            int at = worst.size();
            while (at > 0 && worstFirst(named.worst, worst.get(at - 1).worst) < 0) {
                at--;
            }
            worst.add(at, named);
            if (worst.size() > NAMES) {
                worst.remove(NAMES);
            }
        }
        return worst;
    }

    private static int worstFirst(Listed one, Listed other) {
        Member mine = one.member();
        Member others = other.member();
        int order = mine.severity().compareTo(others.severity());
        order = order == 0 ? Long.compare(mine.joinedAt(), others.joinedAt()) : order;
        order = order == 0 ? mine.fingerprint().compareTo(others.fingerprint()) : order;
        return order == 0 ? Long.compare(mine.startsAt(), others.startsAt()) : order;
    }

    private static String where(Member member) {
        String instance =
                member.labels().getOrDefault("instance", member.labels().getOrDefault("monitor", ""));
        return instance.isEmpty() ? "" : " on " + instance;
    }
}
