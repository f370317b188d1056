package io.weir.sink.text;

import io.weir.schema.Member;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How alerts and times read. */
final class MemberText {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final List<String> PLACES =
            List.of("instance", "host", "hostname", "node", "pod", "target", "monitor_hostname", "job");

    private MemberText() {}

    /** A time in UTC, a dash for null. */
    static String time(Long epochMillis) {
        return epochMillis == null ? "–" : UTC.format(Instant.ofEpochMilli(epochMillis));
    }

    /** What the alert is called. */
    static String name(Member member) {
        String name = member.labels().getOrDefault("alertname", "");
        return name.isEmpty() ? member.fingerprint() : name;
    }

    /** Where it is; empty when no label says so. */
    static String place(Member member) {
        return PLACES.stream()
                .map(label -> member.labels().getOrDefault(label, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Name and place. */
    static String nameAndPlace(Member member) {
        String place = place(member);
        return place.isEmpty() ? name(member) : name(member) + " on " + place;
    }

    /** What the alert says of itself; empty when it says nothing. */
    static String summary(Member member) {
        Map<String, String> texts = member.annotations();
        return texts.getOrDefault("summary", texts.getOrDefault("message", texts.getOrDefault("description", "")));
    }

    /** What the alert says at length, without space around it; empty when it says nothing. */
    static String description(Member member) {
        return member.annotations().getOrDefault("description", "").strip();
    }

    /** Status in words. */
    static String status(Member member) {
        return switch (member.status()) {
            case FIRING -> "firing" + under(member);
            case RESOLVED -> "recovered " + time(member.endsAt());
            case STALE -> "not repeated any more";
            case GONE -> "no longer known to its source";
            case MOVED ->
                member.suppressedBy() == null ? "fires on by itself, its cause is over" : "moved" + under(member);
        };
    }

    /** What it is under; empty when it is under nothing. */
    static String under(Member member) {
        return member.suppressedBy() == null ? "" : " under " + Html.cut(Html.oneLine(member.suppressedBy()), 200);
    }

    /** "1 alert", "2 alerts". */
    static String alerts(int count) {
        return count + (count == 1 ? " alert" : " alerts");
    }
}
