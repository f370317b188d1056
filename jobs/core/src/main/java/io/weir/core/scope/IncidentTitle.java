package io.weir.core.scope;

import io.weir.schema.Member;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one line that names an incident: what and where, never a guess at the cause. */
final class IncidentTitle {
    private static final int NAMES = 3;

    private static final Comparator<Listed> WORST_FIRST = Comparator.comparing(
            Listed::member,
            Comparator.comparing(Member::severity)
                    .thenComparing(Member::joinedAt)
                    .thenComparing(Member::fingerprint)
                    .thenComparing(Member::startsAt));

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
            if (worst == null || WORST_FIRST.compare(alert, worst) < 0) {
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
            Listed first = Collections.min(listed, WORST_FIRST);
            String summary =
                    first.member().annotations().getOrDefault("summary", "").strip();
            return first.name() + where(first.member()) + (summary.isEmpty() ? "" : ": " + summary);
        }
        Map<String, Named> counts = new HashMap<>();
        listed.forEach(alert -> counts.computeIfAbsent(alert.name(), Named::new).add(alert));
        String names = counts.values().stream()
                .sorted(Comparator.comparing((Named named) -> named.worst, WORST_FIRST))
                .limit(NAMES)
                .map(Named::toString)
                .collect(Collectors.joining(", "));
        String more = counts.size() > NAMES ? ", …" : "";
        String place = scope.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
        return alerts + " alerts" + (place.isEmpty() ? "" : " in " + place) + ": " + names + more;
    }

    private static String where(Member member) {
        String instance =
                member.labels().getOrDefault("instance", member.labels().getOrDefault("monitor", ""));
        return instance.isEmpty() ? "" : " on " + instance;
    }
}
