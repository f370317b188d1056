package io.weir.bridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.intake.KumaMetrics;
import io.weir.bridge.intake.KumaMetrics.Monitor;
import io.weir.bridge.intake.KumaMetrics.State;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.UptimeKuma;
import io.weir.bridge.view.Observed;
import io.weir.bridge.view.ObservedAlert;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KumaComparisonTest {
    private static final Instant T0 = Instant.parse("2026-11-20T14:00:00Z");
    private static final Monitor OTHER = new Monitor("", "http", "http://other", "Other", State.UP);
    private static final Monitor SHOP = new Monitor("", "http", "http://shop", "Shop", State.UP);

    private final KumaComparison comparison = new KumaComparison(new KumaSource(
            "acme", URI.create("http://kuma"), "kuma-basel", Pace.every(Duration.ofMinutes(1)), Authorization.none()));

    @ParameterizedTest(name = "{0}, held {1} since {2} min: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "UP,        firing,   60, RECOVERED@1",
                "UP,        firing,    0, RECOVERED@2",
                "UP,        resolved, 60, -",
                "DOWN,      firing,    5, -",
                "DOWN,      firing,   10, ALIVE@0",
                "DOWN,      resolved, 60, MISSED@1",
                "UNDECIDED, firing,   60, -",
                "UNDECIDED, resolved, 60, -",
                "-,         firing,   60, GONE@1",
                "-,         firing,    0, GONE@2",
                "-,         resolved, 60, -",
            })
    void decidesEachCase(State state, String held, int minutes, String expected) {
        ObservedAlert shop = shop(held.equals("firing"), T0.minus(Duration.ofMinutes(minutes)));
        String found = null;
        for (int minute = 0; minute <= 3 && found == null; minute++) {
            List<Observation> at = poll(minute, true, List.of(shop), monitors(state));
            found = at.isEmpty() ? null : at.get(0).kind() + "@" + minute;
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aRecoveryNamesItsEpisodeAndWhatIsMissedBeginsAnew() {
        ObservedAlert firing = shop(true, T0.minusSeconds(3600));
        poll(0, true, List.of(firing), monitors(State.UP));
        Alert recovered =
                poll(1, true, List.of(firing), monitors(State.UP)).get(0).alert();
        assertThat(recovered.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(recovered.startsAt()).isEqualTo(firing.startsAt());
        assertThat(recovered.observation()).isEqualTo(Alert.POLLED);

        ObservedAlert over = shop(false, T0.minusSeconds(3600));
        poll(2, true, List.of(over), monitors(State.DOWN));
        Alert again = poll(3, true, List.of(over), monitors(State.DOWN)).get(0).alert();
        assertThat(again.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(again.startsAt()).isNull();
        assertThat(again.fingerprint()).isEqualTo(firing.last().fingerprint());
    }

    @Test
    void aMonitorThatIsDownAndWasNeverHeardOfIsWhatItsMessageWouldHaveBeen() {
        Monitor shop = new Monitor("7", "http", "http://shop", "Shop", State.DOWN);
        assertThat(poll(0, true, List.of(), List.of(shop))).isEmpty();
        Observation found = poll(1, true, List.of(), List.of(shop)).get(0);
        Alert told = UptimeKuma.read(
                        ("{\"heartbeat\":{\"monitorID\":7,\"status\":0,\"important\":true},\"monitor\":{\"id\":7,"
                                        + "\"name\":\"Shop\",\"type\":\"http\",\"url\":\"http://shop\"},\"msg\":\"down\"}")
                                .getBytes(StandardCharsets.UTF_8),
                        "application/json",
                        "kuma-basel",
                        new Origin("acme", null, T0))
                .alerts()
                .get(0);
        assertThat(found.kind()).isEqualTo(Observation.Kind.MISSED);
        assertThat(found.alert().fingerprint()).isEqualTo(told.fingerprint());
        assertThat(found.alert().labels()).isEqualTo(told.labels());
        assertThat(found.alert().tenant()).isEqualTo("acme");
        assertThat(found.alert().sourceUrl()).isEqualTo(told.sourceUrl());
        assertThat(found.alert().status()).isEqualTo(AlertStatus.FIRING);
        assertThat(found.alert().observation()).isEqualTo(Alert.POLLED);
    }

    @Test
    void whatIsHeldOrHasNoIdIsNotTakenForUnheard() {
        Monitor withId = new Monitor("7", "http", "http://shop", "Shop", State.DOWN);
        Monitor without = new Monitor("", "http", "http://new", "New", State.DOWN);
        ObservedAlert byName =
                Observed.alert("uptime-kuma", "kuma-basel", Map.of("alertname", "D", "monitor", "Shop"), true, 1L, T0);
        ObservedAlert byId = shop(true, T0);
        for (int minute = 0; minute < 3; minute++) {
            assertThat(poll(minute, true, List.of(byId), List.of(withId))).isEmpty();
            assertThat(poll(minute, true, List.of(byName), List.of(withId))).isEmpty();
            assertThat(poll(minute, true, List.of(), List.of(without))).isEmpty();
        }
        poll(3, true, List.of(), List.of(withId));
        comparison.interrupt();
        assertThat(poll(4, true, List.of(), List.of(withId))).isEmpty();
    }

    @Test
    void upPendingUpIsNotUpTwice() {
        List<ObservedAlert> held = List.of(shop(true, T0.minusSeconds(3600)));
        poll(0, true, held, monitors(State.UP));
        poll(1, true, held, monitors(State.UNDECIDED));
        assertThat(poll(2, true, held, monitors(State.UP))).isEmpty();
    }

    @Test
    void aKumaThatJustStartedProvesOnlyWhatItSays() {
        List<ObservedAlert> held = List.of(shop(true, T0.minusSeconds(3600)));
        for (int minute = 0; minute < 5; minute++) {
            assertThat(poll(minute, false, held, List.of(OTHER))).isEmpty();
        }
        poll(5, false, held, monitors(State.UP));
        assertThat(poll(6, false, held, monitors(State.UP))).hasSize(1);
    }

    @Test
    void anUnansweredPollBreaksTheRow() {
        List<ObservedAlert> held = List.of(shop(true, T0.minusSeconds(3600)));
        poll(0, true, held, List.of(OTHER));
        comparison.interrupt();
        assertThat(poll(2, true, held, List.of(OTHER))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // monitors as id/type/instance/name         monitor that is meant: its name, OPEN or ABSENT
        "7/http/http://shop/Renamed 8/http/http://shop/Shop,     Renamed",
        "8/http/http://shop/Shop,                                ABSENT",
        "/http/http://shop/Renamed /http/http://other/Shop,      Renamed",
        "/http/http://shop/Shop /http/http://shop/Second,        Shop",
        "/http/http://shop/First /http/http://shop/Second,       OPEN",
        "/http/http://moved/Shop /http/http://other/Other,       Shop",
        "/http/http://a/Shop /http/http://b/Shop,                OPEN",
        "/http/http://other/Other,                               ABSENT",
        "/port/shop:80/Other,                                    ABSENT",
    })
    void findsTheMonitorOfAnAlert(String monitors, String meant) {
        assertThat(match(shop(true, T0), monitors)).isEqualTo(meant);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/push//Backup /push//Other,   Backup",
        "/push//Renamed,               OPEN",
        "/http/http://a/Other,         ABSENT",
    })
    void findsAMonitorWithoutAnAddress(String monitors, String meant) {
        ObservedAlert backup = Observed.alert(
                "uptime-kuma",
                "kuma-basel",
                Map.of("alertname", "D", "monitor_id", "9", "monitor", "Backup", "monitor_type", "push"),
                true,
                1L,
                T0);
        assertThat(match(backup, monitors)).isEqualTo(meant);
    }

    private static String match(ObservedAlert alert, String monitors) {
        List<Monitor> list = new ArrayList<>();
        for (String text : monitors.split(" ")) {
            String id = text.substring(0, text.indexOf('/'));
            String rest = text.substring(text.indexOf('/') + 1);
            String type = rest.substring(0, rest.indexOf('/'));
            String name = rest.substring(rest.lastIndexOf('/') + 1);
            String instance = rest.substring(type.length() + 1, rest.length() - name.length() - 1);
            list.add(new Monitor(id, type, instance, name, State.UP));
        }
        KumaMatch match = KumaMatch.of(alert.last().labels(), list);
        return match.open()
                ? "OPEN"
                : match.monitor() == null ? "ABSENT" : match.monitor().name();
    }

    private List<Observation> poll(int minute, boolean settled, List<ObservedAlert> held, List<Monitor> monitors) {
        return comparison.compare(new KumaMetrics(monitors, 1d), settled, held, T0.plus(Duration.ofMinutes(minute)));
    }

    private static List<Monitor> monitors(State state) {
        return state == null
                ? List.of(OTHER)
                : List.of(OTHER, new Monitor(SHOP.id(), SHOP.type(), SHOP.instance(), SHOP.name(), state));
    }

    private static ObservedAlert shop(boolean firing, Instant at) {
        return Observed.alert(
                "uptime-kuma",
                "kuma-basel",
                Map.of(
                        "alertname",
                        "UptimeKumaMonitorDown",
                        "kuma",
                        "kuma-basel",
                        "monitor_id",
                        "7",
                        "monitor",
                        "Shop",
                        "monitor_type",
                        "http",
                        "instance",
                        "http://shop"),
                firing,
                T0.minusSeconds(7200).toEpochMilli(),
                at);
    }
}
