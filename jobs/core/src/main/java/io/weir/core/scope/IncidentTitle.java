package io.weir.core.scope;

import io.weir.schema.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one line that names an incident: what and where, never a guess at the cause. */
final class IncidentTitle {
    private static final int NAMES = 3;

    private IncidentTitle() {}

    /**
     * @param worstFirst one member per alert, worst severity first and then in order of joining; at least one
     * @param alerts how many alerts, listed or not
     */
    static String of(List<Member> worstFirst, int alerts, Map<String, String> scope) {
        Member first = worstFirst.get(0);
        if (alerts == 1) {
            String summary = first.annotations().getOrDefault("summary", "").strip();
            return name(first) + where(first) + (summary.isEmpty() ? "" : ": " + summary);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        worstFirst.forEach(member -> counts.merge(name(member), 1, Integer::sum));
        String names = counts.entrySet().stream()
                .limit(NAMES)
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getKey() + " ×" + entry.getValue())
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
