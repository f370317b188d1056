package io.weir.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change in one sentence, of what is known and no more.
 *
 * @param concerned alerts
 * @param came alerts that are in its incidents after and were not before
 * @param left alerts that were and are not
 * @param elsewhere of an added or removed one: what its alerts are in the other run, and how many
 */
record ChangeText(
        ChangeKind kind,
        Set<Aspect> aspects,
        List<IncidentSummary> before,
        List<IncidentSummary> after,
        long concerned,
        long came,
        long left,
        Map<String, Long> elsewhere) {

    private static final int TITLE_MAX = 120;

    /** What an episode is in a run where it is in no incident; null when that run says nothing of it. */
    static String fate(Episode episode) {
        if (episode == null) {
            return "not told of";
        }
        return switch (episode.fate()) {
            case Episode.Fate.HELD -> "held back (" + episode.reason() + ")";
            case Episode.Fate.PENDING -> "in no ticket by the end";
            case Episode.Fate.NOTED -> "no news (" + episode.reason() + ")";
            default -> "in no ticket (" + episode.reason() + ")";
        };
    }

    String sentence() {
        return switch (kind) {
                    case ADDED ->
                        "One ticket more: " + title(after) + " with " + alerts(concerned) + fates("were", "before");
                    case REMOVED ->
                        "One ticket less: " + title(before) + " with " + alerts(concerned) + fates("are", "after");
                    case MERGED ->
                        before.size() + " incidents become 1: " + title(after) + " takes " + alerts(concerned) + " of "
                                + others(before) + rules();
                    case SPLIT ->
                        "1 incident becomes " + after.size() + ": " + alerts(concerned) + " of " + title(before)
                                + (concerned == 1 ? " goes to " : " go to ") + others(after) + rules();
                    case REGROUPED ->
                        before.size() + " incidents become " + after.size() + " others: " + alerts(concerned)
                                + (concerned == 1 ? " changes places, most" : " change places, most")
                                + " of all around " + title(before) + rules();
                    case CHANGED -> title(after) + ": " + String.join("; ", differences());
                }
                + ".";
    }

    private String fates(String verb, String when) {
        return elsewhere.isEmpty()
                ? ""
                : elsewhere.entrySet().stream()
                        .map(fate -> fate.getValue() + " " + (fate.getValue() == 1 ? singular(verb) : verb) + " "
                                + fate.getKey())
                        .collect(Collectors.joining(", ", "; " + when + ", ", ""));
    }

    private static String singular(String verb) {
        return verb.equals("were") ? "was" : "is";
    }

    private static String others(List<IncidentSummary> incidents) {
        return incidents.size() == 2 ? "another one" : (incidents.size() - 1) + " others";
    }

    private static String title(List<IncidentSummary> incidents) {
        String title = incidents.get(0).title();
        return "“" + (title.length() > TITLE_MAX ? title.substring(0, TITLE_MAX) + "…" : title) + "”";
    }

    private static String alerts(long number) {
        return number == 1 ? "1 alert" : number + " alerts";
    }

    /** The rules, where they are others. */
    private String rules() {
        String were = rules(before);
        String are = rules(after);
        return were.equals(are) ? "" : ", by rule " + are + " instead of " + were;
    }

    private static String rules(List<IncidentSummary> incidents) {
        return incidents.stream()
                .map(incident -> "`" + incident.rule() + "`")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<String> differences() {
        IncidentSummary one = before.get(0);
        IncidentSummary other = after.get(0);
        List<String> differences = new ArrayList<>();
        for (Aspect aspect : aspects) {
            differences.add(
                    switch (aspect) {
                        case MEMBERSHIP -> membership();
                        case SEVERITY ->
                            "severity " + other.severity().word() + " instead of "
                                    + one.severity().word();
                        case PRIORITY -> "priority " + other.priority() + " instead of " + one.priority();
                        case OPENED_EARLIER, OPENED_LATER -> opened(one, other);
                        case RESOLVED_EARLIER, RESOLVED_LATER -> resolved(one, other);
                        case RULE -> "by rule `" + other.rule() + "` instead of `" + one.rule() + "`";
                    });
        }
        return differences;
    }

    private String membership() {
        String joined = came == 0 ? "" : alerts(came) + (came == 1 ? " joins" : " join");
        String gone = left == 0 ? "" : alerts(left) + (left == 1 ? " leaves" : " leave");
        return joined.isEmpty() || gone.isEmpty() ? joined + gone : joined + ", " + gone;
    }

    private static String opened(IncidentSummary one, IncidentSummary other) {
        long later = other.publishedAt() - one.publishedAt();
        return "opened " + shift(later) + ", " + duration(other.publishedAt() - other.openedAt())
                + " after its first alert instead of " + duration(one.publishedAt() - one.openedAt()) + " (rule `"
                + other.rule() + "`)";
    }

    private static String resolved(IncidentSummary one, IncidentSummary other) {
        if (one.resolvedAt() == null) {
            return "resolved, where it was open at the end";
        }
        return other.resolvedAt() == null
                ? "open at the end, where it was resolved"
                : "resolved " + shift(other.resolvedAt() - one.resolvedAt());
    }

    private static String shift(long later) {
        return duration(Math.abs(later)) + (later < 0 ? " earlier" : " later");
    }

    /** In two units at most: {@code 4 min 30 s}. */
    static String duration(long millis) {
        long seconds = Math.round(millis / 1_000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return parts(minutes, "min", seconds % 60, "s");
        }
        return minutes < 48 * 60
                ? parts(minutes / 60, "h", minutes % 60, "min")
                : parts(minutes / 1_440, "d", minutes % 1_440 / 60, "h");
    }

    private static String parts(long large, String unit, long small, String smaller) {
        return String.format(Locale.ROOT, "%d %s", large, unit)
                + (small == 0 ? "" : String.format(Locale.ROOT, " %d %s", small, smaller));
    }
}
