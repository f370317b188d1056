package io.weir.bridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.intake.KnownAlerts.Known;
import io.weir.bridge.view.Observed;
import io.weir.bridge.view.ObservedAlert;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerComparisonTest {
    private static final Instant T0 = Instant.parse("2026-11-20T14:00:00Z");
    private static final long START = T0.minusSeconds(3600).toEpochMilli();
    private static final String URL = "http://am.example.org";
    private static final Pace PACE = Pace.every(Duration.ofMinutes(1));
    private static final AlertmanagerSource SOURCE = new AlertmanagerSource(
            "acme",
            List.of(URI.create("http://am1:9093"), URI.create("http://am2:9093")),
            List.of(URL + "/", "http://am2.example.org"),
            Set.of("weir"),
            false,
            PACE,
            Authorization.none());

    private final AlertmanagerComparison comparison = new AlertmanagerComparison(SOURCE);
    private final Map<String, ObservedAlert> log = new HashMap<>();

    @ParameterizedTest(name = "known={0}, held {1} by {2} since {3} min: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // known       held      by            min  expected at the polls of minutes 0, 1, 2, 3
                "active,     firing,   alertmanager,  5,  -",
                "active,     firing,   alertmanager, 10,  ALIVE@0",
                "suppressed, firing,   alertmanager, 10,  ALIVE@0",
                "active,     firing,   prometheus,   60,  -",
                "active,     -,        -,             0,  MISSED@2",
                "suppressed, -,        -,             0,  -",
                "elsewhere,  -,        -,             0,  -",
                "active,     resolved, alertmanager, 60,  MISSED@2",
                "active,     resolved, alertmanager,  1,  MISSED@3",
                "active,     resolved, prometheus,   60,  -",
                "suppressed, resolved, alertmanager, 60,  -",
                "-,          firing,   alertmanager, 60,  GONE@1",
                "-,          firing,   grafana,      60,  GONE@1",
                "-,          firing,   alertmanager,  0,  GONE@2",
                "-,          firing,   prometheus,   60,  -",
                "-,          resolved, alertmanager, 60,  -",
            })
    void decidesEachCase(String known, String held, String by, int minutes, String expected) {
        if (held != null) {
            hold("A", by, held.equals("firing"), T0.minus(Duration.ofMinutes(minutes)));
        }
        List<Known> answer = known == null ? List.of() : List.of(known("A", known));
        assertThat(firstOf(answer, answer)).isEqualTo(expected);
    }

    /** The first observation and the minute of the poll that made it; null when there is none. */
    private String firstOf(List<Known> one, List<Known> other) {
        for (int minute = 0; minute <= 3; minute++) {
            List<Observation> found = poll(minute, answer(one), answer(other));
            if (!found.isEmpty()) {
                assertThat(found).hasSize(1);
                return found.get(0).kind() + "@" + minute;
            }
        }
        return null;
    }

    @Test
    void whatIsGoneNamesTheEpisodeItEnds() {
        hold("A", "alertmanager", true, T0.minusSeconds(3600));
        poll(0, answer(List.of()), answer(List.of()));

        Alert gone = poll(1, answer(List.of()), answer(List.of())).get(0).alert();

        assertThat(gone.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(gone.observation()).isEqualTo(Alert.GONE);
        assertThat(gone.startsAt()).isEqualTo(START);
        assertThat(gone.endsAt()).isNull();
        assertThat(gone.labels()).containsEntry("alertname", "A");
        assertThat(gone.receivedAt()).isEqualTo(T0.plusSeconds(60).toEpochMilli());
    }

    @Test
    void whatAnyMemberKnowsIsNotGone() {
        hold("A", "alertmanager", true, T0.minusSeconds(300));

        assertThat(firstOf(List.of(), List.of(known("A", "active")))).isNull();
    }

    @Test
    void aMemberThatDoesNotAnswerBreaksTheRow() {
        hold("A", "alertmanager", true, T0.minusSeconds(3600));
        poll(0, answer(List.of()), answer(List.of()));
        assertThat(poll(1, answer(List.of()))).isEmpty();
        assertThat(poll(2, answer(List.of()), answer(List.of()))).isEmpty();
        assertThat(poll(3, answer(List.of()), answer(List.of())))
                .extracting(Observation::kind)
                .containsExactly(Observation.Kind.GONE);
    }

    @Test
    void nobodyAnsweringBreaksTheRow() {
        hold("A", "alertmanager", true, T0.minusSeconds(3600));
        poll(0, answer(List.of()), answer(List.of()));
        comparison.interrupt();
        assertThat(poll(2, answer(List.of()), answer(List.of()))).isEmpty();
    }

    @Test
    void aMemberThatJustStartedProvesNothing() {
        hold("A", "alertmanager", true, T0.minusSeconds(3600));
        for (int minute = 0; minute < 10; minute++) {
            assertThat(poll(minute, answer(List.of()), new Heard.Answer(List.of(), false)))
                    .isEmpty();
        }
    }

    @Test
    void oneMemberCannotBringBackWhatIsOver() {
        hold("A", "alertmanager", false, T0.minusSeconds(3600));

        assertThat(firstOf(List.of(), List.of(known("A", "active")))).isNull();
    }

    @Test
    void whatWasNeverHeardOfIsMissedWhoeverKnowsIt() {
        assertThat(firstOf(List.of(), List.of(known("A", "active")))).isEqualTo("MISSED@2");
    }

    @Test
    void aNewEpisodeOfWhatIsHeldIsToldAfterTheGrace() {
        hold("A", "alertmanager", true, T0.minusSeconds(300));
        Known later = known("A", "active", START + 600_000);

        List<Observation> found = poll(0, answer(List.of(later)), answer(List.of(later)));

        assertThat(found).extracting(one -> one.alert().startsAt()).containsExactly(START + 600_000);
    }

    @Test
    void membersMayDifferInTheStartALittle() {
        hold("A", "alertmanager", true, T0.minusSeconds(300));
        Known later = known("A", "active", START + 30_000);

        assertThat(poll(0, answer(List.of(later)), answer(List.of(later)))).isEmpty();
    }

    @Test
    void aMemberOfAPairIsKnownByEitherName() {
        ObservedAlert byTheOther = Observed.alert(
                "alertmanager", "http://am2.example.org", Map.of("alertname", "A"), true, START, T0.minusSeconds(3600));
        log.put(byTheOther.last().fingerprint(), byTheOther);

        List<Observation> found = poll(0, answer(List.of(known("A", "active"))), answer(List.of()));

        assertThat(found).extracting(one -> one.alert().sourceUrl()).containsExactly("http://am2.example.org");
    }

    @Test
    void mostOfManyGoneAtOnceHaveToBeGoneForLonger() {
        for (int i = 0; i < 8; i++) {
            hold("A" + i, "alertmanager", true, T0.minusSeconds(3600));
        }
        List<Known> few = List.of(known("A0", "active", START), known("A1", "active", START));
        int minute = 0;
        while (minute < 10) {
            assertThat(gone(poll(minute, answer(few), answer(few))))
                    .as("minute %d", minute)
                    .isZero();
            assertThat(comparison.heldBack()).isEqualTo(minute > 0);
            minute++;
        }
        assertThat(gone(poll(minute, answer(few), answer(few)))).isEqualTo(6);
    }

    @Test
    void fewOfManyGoneAtOnceAreBelieved() {
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hold("A" + i, "alertmanager", true, T0.minusSeconds(300));
            if (i >= 8) {
                known.add(known("A" + i, "active"));
            }
        }
        poll(0, answer(known), answer(known));

        assertThat(gone(poll(1, answer(known), answer(known)))).isEqualTo(8);
    }

    private static long gone(List<Observation> found) {
        return found.stream().filter(one -> one.kind() == Observation.Kind.GONE).count();
    }

    private List<Observation> poll(int minute, Heard.Answer... answers) {
        Instant now = T0.plus(Duration.ofMinutes(minute));
        List<ObservedAlert> held = log.values().stream()
                .filter(alert -> alert.firing() && comparison.isOurs(alert.last()))
                .toList();
        return comparison.compare(Heard.of(Arrays.asList(answers), SOURCE.urls().size()), held, log::get, now);
    }

    private static Heard.Answer answer(List<Known> known) {
        return new Heard.Answer(known, true);
    }

    private void hold(String name, String source, boolean firing, Instant at) {
        ObservedAlert alert = Observed.alert(source, URL, Map.of("alertname", name), firing, START, at);
        log.put(alert.last().fingerprint(), alert);
    }

    private static Known known(String name, String state) {
        return known(name, state, START);
    }

    private static Known known(String name, String state, long startsAt) {
        Alert alert = Observed.alert("alertmanager", URL, Map.of("alertname", name), true, startsAt, T0)
                .last();
        boolean elsewhere = state.equals("elsewhere");
        return new Known(alert, elsewhere || state.equals("active"), Set.of(elsewhere ? "mail" : "weir"));
    }
}
