package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.sample.Books;
import io.weir.core.track.TrackMachine;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An incident fits into one record of the log, whatever its alerts say. */
class WordyAlertsTest {
    private static final int RECORD_BYTES = 8 << 20;

    private final TrackMachine track = new TrackMachine(Books.directives());

    @Test
    void aHundredAlertsOfAHundredKilobytes() {
        List<EpisodeEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            // a control character takes six bytes in JSON
            events.add(started("host" + i, "\u0001".repeat(100_000), i));
        }
        Incident incident = new ScopeMachine()
                .accept(null, events, 60_000).out().stream()
                        .map(ScopeOutput::incident)
                        .filter(Objects::nonNull)
                        .reduce((a, b) -> b)
                        .orElseThrow();
        assertThat(Wire.INCIDENT.write(incident)).hasSizeLessThan(RECORD_BYTES);
        assertThat(incident.memberCount()).isEqualTo(100);
        assertThat(incident.members().size() + incident.membersOmitted()).isEqualTo(100);
        assertThat(incident.members()).hasSizeGreaterThan(40);
    }

    @Test
    void longTextsAreCutVisiblyAndTheUsefulOnesComeFirst() {
        EpisodeEvent event = started("host", "x".repeat(5_000), 0);
        assertThat(event.onset().annotations().get("summary")).hasSize(2_048).endsWith("… (cut)");
        assertThat(event.onset().annotations())
                .containsKeys("summary", "description")
                .doesNotContainKey("zzz");
        assertThat(event.onset().labels()).containsEntry("alertname", "Wordy").containsEntry("instance", "host");
    }

    @Test
    void shortTextsStayAsTheyAre() {
        Member member = new ScopeMachine()
                .accept(null, List.of(started("host", "short", 0)), 60_000).out().stream()
                        .map(ScopeOutput::incident)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow()
                        .members()
                        .get(0);
        assertThat(member.annotations()).containsEntry("summary", "short").containsEntry("zzz", "short");
    }

    private EpisodeEvent started(String instance, String text, long at) {
        Map<String, String> labels =
                Map.of("alertname", "Wordy", "cluster", "c1", "instance", instance, "severity", "critical");
        Map<String, String> annotations = new TreeMap<>();
        for (String name : List.of("a", "b", "c", "d", "summary", "description", "zzz")) {
            annotations.put(name, text);
        }
        Alert alert = new Alert(
                Books.TENANT,
                "alertmanager",
                Fingerprint.of(labels),
                AlertStatus.FIRING,
                at,
                null,
                null,
                labels,
                annotations,
                null,
                null,
                at,
                null);
        return track.accept(null, alert, at).out().get(0).event();
    }
}
