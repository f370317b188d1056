package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of messages that are no JSON. */
class SalvageTest {
    private static final Origin ORIGIN = new Origin("acme", null, Instant.parse("2026-11-20T13:00:00Z"));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void millionsOfBrokenElementsAreAFewPiecesAndAllBytes(boolean webhook) {
        int many = 3_000_000;
        Reading reading = read(webhook, message(webhook, "x,".repeat(many) + "x"));

        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected()).hasSizeBetween(1000, 1010);
        assertThat(reading.rejected()).allMatch(piece -> piece.bytes().length < 5 << 20);
        long kept = reading.rejected().stream()
                .mapToLong(piece -> count(piece.bytes(), 'x'))
                .sum();
        assertThat(kept).isEqualTo(many + 1);
        Rejected behind = reading.rejected().get(1000);
        assertThat(behind.reason()).isEqualTo(Rejected.NOT_READ);
        assertThat(behind.field()).isEqualTo((webhook ? "alerts" : "") + "[1000]");
        assertThat(behind.detail()).startsWith("more than 1000 are no alerts");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatStandsBehindTooManyBrokenElementsMayStillBeAlerts(boolean webhook) {
        String body = message(webhook, "{\"status\":firing},".repeat(1000) + alert(1) + ",{x}," + alert(2));
        Reading reading = read(webhook, body);

        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected()).hasSize(1001);
        assertThat(text(reading.rejected().get(1000))).isEqualTo(alert(1) + ",{x}," + alert(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatBreaksOffCostsOnlyWhatStandsBehindTheBreak(boolean webhook) {
        String rest = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Cut";
        String body = message(webhook, alerts(3) + "," + rest);
        Reading reading = read(webhook, body.substring(0, body.lastIndexOf("Cut") + 3));

        assertThat(names(reading)).containsExactly("0", "1", "2");
        assertThat(reading.rejected()).hasSize(1);
        assertThat(reading.rejected().get(0).reason()).isEqualTo(Rejected.INVALID_JSON);
        assertThat(reading.rejected().get(0).field()).isEqualTo((webhook ? "alerts" : "") + "[3]");
        assertThat(text(reading.rejected().get(0))).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAlertIsTakenThoughTheMessageEndsRightBehindIt(boolean webhook) {
        String body = message(webhook, alerts(2));
        Reading reading = read(webhook, body.substring(0, body.lastIndexOf(']')));

        assertThat(names(reading)).containsExactly("0", "1");
        assertThat(reading.rejected()).extracting(Rejected::detail).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aQuoteThatIsNeverClosedCostsWhatStandsBehindIt(boolean webhook) {
        String rest = "{\"labels\":{\"a\":\"b\"c\"}}," + alert(7);
        Reading reading = read(webhook, message(webhook, alerts(2) + "," + rest));

        assertThat(names(reading)).containsExactly("0", "1");
        assertThat(reading.rejected()).hasSize(1);
        assertThat(text(reading.rejected().get(0))).startsWith(rest);
    }

    @Test
    void oneBrokenAlertBeforeTheBreakKeepsItsOwnPlace() {
        Reading reading = read(false, "[" + alert(0) + ",{x}," + alert(2) + ",{\"labels\":");

        assertThat(names(reading)).containsExactly("0", "2");
        assertThat(reading.rejected()).extracting(Rejected::field).containsExactly("[1]", "[3]");
    }

    @Test
    void whatBreaksOffBehindTheAlertsDoesNotCostThem() {
        String end = "],\"groupLabels\":{\"a\":\"b";
        Reading reading = read(true, "{\"receiver\":\"weir\",\"alerts\":[" + alerts(2) + end);

        assertThat(names(reading)).containsExactly("0", "1");
        assertThat(reading.rejected()).hasSize(1);
        assertThat(text(reading.rejected().get(0))).isEqualTo(end);
    }

    @Test
    void whatStandsBehindTheAlertsIsReadThoughOneOfThemIsBroken() {
        Reading reading =
                read(true, "{\"alerts\":[" + alert(0) + ",{x}],\"externalURL\":\"http://am\",\"truncatedAlerts\":3}");

        assertThat(reading.alerts()).extracting(alert -> alert.sourceUrl()).containsExactly("http://am");
        assertThat(reading.truncatedAlerts()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":NaN,\"alerts\":[%s]}", "{\"alerts\":[%s", "{\"x\":[%s"})
    void aMessageOfWhichNothingCanBeSavedIsKeptWhole(String message) {
        String body = String.format(message, message.startsWith("{\"a\"") ? alerts(2) : "{\"labels\":");
        Reading reading = read(true, body);

        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected()).hasSize(1);
        assertThat(text(reading.rejected().get(0))).isEqualTo(body);
    }

    @Test
    void thePartsOfAPieceAreWhatCame() {
        byte[] bytes = IntStream.range(0, 25)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        Rejected whole = new Rejected(Rejected.INVALID_JSON, "alerts[3]", "odd", bytes);
        List<Rejected> parts = whole.parts(15);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(part -> joined.writeBytes(part.bytes()));

        assertThat(parts).extracting(part -> part.bytes().length).containsExactly(15, 15, bytes.length - 30);
        assertThat(parts.get(1).detail()).startsWith("odd (part 2 of 3; ");
        assertThat(joined.toByteArray()).isEqualTo(bytes);
        assertThat(whole.parts(bytes.length)).containsExactly(whole);
    }

    private static Reading read(boolean webhook, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return webhook ? AlertmanagerWebhook.read(bytes, ORIGIN) : AlertmanagerApi.read(bytes, ORIGIN);
    }

    private static String message(boolean webhook, String elements) {
        return webhook ? "{\"alerts\":[" + elements + "]}" : "[" + elements + "]";
    }

    private static String alert(int number) {
        return "{\"status\":\"firing\",\"labels\":{\"alertname\":\"" + number + "\"}}";
    }

    private static String alerts(int number) {
        return IntStream.range(0, number).mapToObj(SalvageTest::alert).collect(Collectors.joining(", "));
    }

    private static List<String> names(Reading reading) {
        return reading.alerts().stream()
                .map(alert -> alert.labels().get("alertname"))
                .toList();
    }

    private static String text(Rejected piece) {
        return new String(piece.bytes(), StandardCharsets.UTF_8);
    }

    private static long count(byte[] bytes, char wanted) {
        long found = 0;
        for (byte b : bytes) {
            found += b == wanted ? 1 : 0;
        }
        return found;
    }
}
