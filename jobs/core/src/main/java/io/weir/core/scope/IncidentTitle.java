package io.weir.core.scope;

import io.weir.schema.Member;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The one line that names an incident: what and where, never a guess at the cause. */
final class IncidentTitle {
    private static final int NAMES = 3;

    private static final Comparator<Member> WORST_FIRST = Comparator.comparing(Member::severity)
            .thenComparing(Member::joinedAt)
            .thenComparing(Member::fingerprint)
            .thenComparing(Member::startsAt);

    /** Alerts of one name: how many, and the worst of them. */
    private static final class Named {
        private final String name;
        private Member worst;
        private int number;

        Named(String name) {
            this.name = name;
        }

        void add(Member member) {
            number++;
            if (worst == null || WORST_FIRST.compare(member, worst) < 0) {
                worst = member;
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
     * @param members one per alert, at least one
     * @param alerts how many alerts, listed or not
     */
    static String of(Collection<Member> members, int alerts, Map<String, String> scope) {
        if (alerts == 1) {
            Member first = Collections.min(members, WORST_FIRST);
            String summary = first.annotations().getOrDefault("summary", "").strip();
            return name(first) + where(first) + (summary.isEmpty() ? "" : ": " + summary);
        }
        Map<String, Named> counts = new HashMap<>();
        members.forEach(
                member -> counts.computeIfAbsent(name(member), Named::new).add(member));
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

    private static String name(Member member) {
        return member.labels().getOrDefault("alertname", "alert " + member.fingerprint());
    }

    private static String where(Member member) {
        String instance =
                member.labels().getOrDefault("instance", member.labels().getOrDefault("monitor", ""));
        return instance.isEmpty() ? "" : " on " + instance;
    }
}
