package io.weir.app.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.pipeline.replay.ResultParts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Which incident each alert episode was in at the end of a replay. Read from the decisions: a revision lists the newest
 * members only, and an episode may go over to another incident.
 */
final class Grouping {
    private static final Set<String> PLACED = Set.of("opened", "joined", "moved", "released");

    /** When each incident opened, and its newest revision. */
    private final Map<String, Published> incidents = new HashMap<>();

    private final Map<Episode, Place> places = new LinkedHashMap<>();

    /** One alert that fired once; times are the source's, milliseconds since the epoch. */
    record Episode(String fingerprint, long startsAt) {}

    private record Published(long openedAt, long revision) {}

    /** Where an episode was put, and when; what is said later of the same instant is the newer word. */
    private record Place(String incidentId, long at) {}

    private Grouping() {}

    /**
     * Reads the results of a replay.
     *
     * @param skewOf how much the clock of an alert's source was set ahead, by fingerprint; taken back here
     */
    static Grouping read(Path results, ToLongFunction<String> skewOf) throws IOException {
        Grouping grouping = new Grouping();
        for (Path file : ResultParts.of(results, ResultParts.INCIDENTS)) {
            JsonLines.read(file, line -> grouping.revision(line.fields()));
        }
        for (Path file : ResultParts.of(results, ResultParts.DECISIONS)) {
            JsonLines.read(file, line -> grouping.decision(line.fields(), skewOf));
        }
        return grouping;
    }

    private void revision(JsonNode incident) {
        Published published = new Published(
                millis(incident, "openedAt"), incident.path("revision").longValue());
        incidents.merge(
                incident.path("incidentId").textValue(),
                published,
                (one, other) -> one.revision() > other.revision() ? one : other);
    }

    private void decision(JsonNode decision, ToLongFunction<String> skewOf) {
        String kind = decision.path("kind").textValue();
        boolean underCause = "suppressed".equals(kind)
                && "under-cause".equals(decision.path("reason").textValue());
        if ((PLACED.contains(kind) || underCause) && decision.hasNonNull("incidentId")) {
            String fingerprint = decision.path("fingerprint").textValue();
            long startsAt = millis(decision, "startsAt") - skewOf.applyAsLong(fingerprint);
            places.merge(
                    new Episode(fingerprint, startsAt),
                    new Place(decision.path("incidentId").textValue(), millis(decision, "at")),
                    (before, now) -> now.at() >= before.at() ? now : before);
        }
    }

    private static long millis(JsonNode record, String field) {
        return Instant.parse(record.path(field).textValue()).toEpochMilli();
    }

    /** Episodes by incident that was published, the earliest incident first. */
    Map<String, Set<Episode>> members() {
        Map<String, Set<Episode>> members = new LinkedHashMap<>();
        incidents.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Published> incident) ->
                                incident.getValue().openedAt())
                        .thenComparing(Map.Entry::getKey))
                .forEach(incident -> members.put(incident.getKey(), new LinkedHashSet<>()));
        places.forEach((episode, place) -> {
            if (members.containsKey(place.incidentId())) {
                members.get(place.incidentId()).add(episode);
            }
        });
        return members;
    }

    /** Writes one line per incident: {@code {"incidentId", "revision", "members": [{"fingerprint", "startsAt"}]}}. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, Set<Episode>> incident : members().entrySet()) {
                List<String> list = incident.getValue().stream()
                        .map(episode -> "{\"fingerprint\":\"" + episode.fingerprint() + "\",\"startsAt\":\""
                                + Instant.ofEpochMilli(episode.startsAt()) + "\"}")
                        .toList();
                out.write("{\"incidentId\":\"" + incident.getKey() + "\",\"revision\":"
                        + incidents.get(incident.getKey()).revision() + ",\"members\":[" + String.join(",", list)
                        + "]}\n");
            }
        }
    }
}
