package io.weir.checker;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.checker.Log.Stamped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The laws about alerts: what the log of alerts says, held against the incidents. */
public final class StormLaws {
    private static final Pattern EQUALS = Pattern.compile("\\s*(\\w+)\\s*=\\s*\"([^\"]*)\"\\s*");

    private final List<Stamped> alerts;
    private final List<JsonNode> directives;
    private final Evidence evidence;
    private final List<Outage> outages;
    private final long ticketedWithinMs;
    private final long now;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Time in which all stood still, as when nobody could reach the log.
     *
     * @param from first millisecond since the epoch
     * @param to first one after it
     */
    public record Outage(long from, long to) {}

    /**
     * @param alerts records of the topic of alerts, in the order of each partition; the newest tells how late it is
     * @param directives records of the topic of directives
     * @param ticketedWithin a minute; more on a machine that had other work
     */
    public StormLaws(
            List<Stamped> alerts,
            List<JsonNode> directives,
            Evidence evidence,
            List<Outage> outages,
            Duration ticketedWithin) {
        this.alerts =
                alerts.stream().filter(each -> each.record().has("fingerprint")).toList();
        this.directives = List.copyOf(directives);
        this.evidence = evidence;
        this.outages = List.copyOf(outages);
        this.ticketedWithinMs = ticketedWithin.toMillis();
        this.now = alerts.stream().mapToLong(Stamped::at).max().orElse(0);
    }

    /** What breaks a law; empty when all is well. */
    public List<Finding> findings() {
        firingHasAPlace();
        downtimes().forEach(this::ticketedAfter);
        return List.copyOf(findings);
    }

    /** How many alerts were held by a downtime, went on firing behind its end, and so had to get a ticket. */
    public int persisted() {
        return downtimes().stream()
                .filter(each -> time(each.path("downtime").path("to")) + ticketedWithinMs <= now)
                .mapToInt(each -> persisted(each).size())
                .sum();
    }

    /** How many alerts fire by the log. */
    public int firing() {
        return firingNow().size();
    }

    private Map<String, JsonNode> firingNow() {
        Map<String, JsonNode> firing = new LinkedHashMap<>();
        for (Stamped each : alerts) {
            String key = key(each.record());
            if (each.record().path("status").asText().equals("firing")) {
                firing.put(key, each.record());
            } else {
                firing.remove(key);
            }
        }
        return firing;
    }

    private void firingHasAPlace() {
        Set<String> shown = new HashSet<>();
        for (JsonNode incident : evidence.newest().values()) {
            if (incident.path("status").asText().equals("open")) {
                for (JsonNode member : incident.path("members")) {
                    if (member.path("status").asText().equals("firing")) {
                        shown.add(incident.path("tenant").asText() + "|"
                                + member.path("fingerprint").asText());
                    }
                }
            }
        }
        Map<String, JsonNode> episodes = new HashMap<>();
        for (JsonNode receipt : evidence.receipts()) {
            if (receipt.path("kind").asText().equals("episode")) {
                episodes.put(key(receipt), receipt);
            }
        }
        firingNow().forEach((key, alert) -> {
            JsonNode episode = episodes.get(key);
            boolean held =
                    episode != null && episode.path("state").asText().equals("held") && episode.has("downtimeId");
            if (!shown.contains(key) && !held) {
                find(Law.FIRING_HAS_A_PLACE, key, "fires, and is in no open incident: " + alert.path("labels"));
            }
        });
    }

    private List<JsonNode> downtimes() {
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        for (JsonNode directive : directives) {
            if (directive.path("kind").asText().equals("downtime")
                    && !directive.path("downtime").has("recurrence")) {
                newest.put(
                        directive.path("tenant").asText() + directive.path("id").asText(), directive);
            }
        }
        return newest.values().stream()
                .filter(each -> each.path("downtime").path("status").asText().equals("active"))
                .toList();
    }

    private Set<String> persisted(JsonNode directive) {
        JsonNode downtime = directive.path("downtime");
        long from = time(downtime.path("from"));
        long to = time(downtime.path("to"));
        Set<String> began = new HashSet<>();
        for (Stamped each : alerts) {
            boolean firing = each.record().path("status").asText().equals("firing");
            String key = key(each.record());
            if (!firing && each.at() <= to + ticketedWithinMs) {
                began.remove(key);
            } else if (firing
                    && each.at() >= from
                    && each.at() < to
                    && each.record().path("tenant").equals(directive.path("tenant"))
                    && matches(downtime.path("matchers"), each.record().path("labels"))) {
                began.add(key);
            }
        }
        return began;
    }

    private void ticketedAfter(JsonNode directive) {
        long to = time(directive.path("downtime").path("to"));
        long until = to + ticketedWithinMs + away(to, to + ticketedWithinMs);
        for (String key : until > now ? Set.<String>of() : persisted(directive)) {
            Long created = created(key);
            if (created == null || created > until) {
                find(
                        Law.TICKETED_AFTER_DOWNTIME,
                        key,
                        created == null
                                ? "has no ticket"
                                : "has a ticket " + (created - to) + " ms after its downtime's end");
            }
        }
    }

    /** How much later something may be that was due within a minute from then on. */
    private long away(long from, long to) {
        long away = 0;
        for (Outage outage : outages) {
            if (outage.from() < to && outage.to() > from) {
                away += outage.to() - Math.max(outage.from(), from);
            }
        }
        return away;
    }

    /** When the first ticket of an incident with this alert was made; null when there is none. */
    private Long created(String key) {
        Long first = null;
        for (JsonNode incident : evidence.incidents()) {
            for (JsonNode member : incident.path("members")) {
                if (key.equals(incident.path("tenant").asText() + "|"
                        + member.path("fingerprint").asText())) {
                    Long at = ticketAt(incident.path("incidentId").asText());
                    first = first == null || (at != null && at < first) ? at : first;
                    break;
                }
            }
        }
        return first;
    }

    private Long ticketAt(String incident) {
        return evidence.receipts("ticket", "incidentId", incident).stream()
                .filter(receipt -> receipt.path("state").asText().equals("created"))
                .map(receipt -> time(receipt.path("at")))
                .min(Long::compare)
                .orElse(null);
    }

    /** Understands matchers of the form {@code label="value"} only. */
    private static boolean matches(JsonNode matchers, JsonNode labels) {
        for (JsonNode each : matchers) {
            Matcher parts = EQUALS.matcher(each.asText());
            if (!parts.matches()) {
                throw new IllegalArgumentException("a matcher that is not judged: " + each.asText());
            }
            if (!labels.path(parts.group(1)).asText().equals(parts.group(2))) {
                return false;
            }
        }
        return true;
    }

    private static String key(JsonNode alert) {
        return alert.path("tenant").asText() + "|" + alert.path("fingerprint").asText();
    }

    private static long time(JsonNode text) {
        return Instant.parse(text.asText()).toEpochMilli();
    }

    private void find(Law law, String subject, String text) {
        findings.add(new Finding(law, subject, text));
    }
}
