package io.weir.bridge.intake;

import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bytes of an intake's dead letter as if they had just been posted to that intake. */
public final class IntakeAgain {
    /** Content type under which a notification that came in a query is kept. */
    public static final String QUERY_TYPE = "application/x-www-form-urlencoded";

    /** Where one alert of many stood in its message: only that alert is kept then. */
    private static final Pattern ELEMENT = Pattern.compile("(?:alerts)?\\[\\d+]");

    private final DeadLetter letter;
    private final Origin origin;

    private IntakeAgain(DeadLetter letter, Origin origin) {
        this.letter = letter;
        this.origin = origin;
    }

    /** What a letter of Kuma's says of where it came from: the intake and the name of the instance, if it has one. */
    public static String kumaSource(String instance) {
        return instance == null || instance.isBlank() ? UptimeKuma.SOURCE : UptimeKuma.SOURCE + "/" + instance;
    }

    /**
     * Reads a letter of stage {@code bridge}.
     *
     * @param origin who is the owner, and when it is read again
     * @return null when no intake has the letter's source
     */
    public static Reading read(DeadLetter letter, Origin origin) {
        String source = letter.source() == null ? "" : letter.source();
        IntakeAgain again = new IntakeAgain(letter, origin);
        if (letter.reason().equals(Rejected.TOO_LARGE)) {
            return again.normalised(source);
        }
        return switch (source) {
            case AlertmanagerWebhook.SOURCE, AlertmanagerWebhook.GRAFANA ->
                again.message("alerts[0]", "{\"alerts\":[", "]}", body -> AlertmanagerWebhook.read(body, origin));
            case AlertmanagerApi.SOURCE -> again.message("[0]", "[", "]", body -> AlertmanagerApi.read(body, origin));
            default -> source.matches("uptime-kuma(/.*)?") ? again.kuma(source) : null;
        };
    }

    @FunctionalInterface
    private interface Reader {
        Reading read(byte[] body);
    }

    /** A whole message, or one alert of it, which gets a message of its own around it. */
    private Reading message(String place, String before, String after, Reader reader) {
        Matcher element = ELEMENT.matcher(letter.detail() == null ? "" : letter.detail());
        if (!letter.reason().equals(Rejected.WRONG_SHAPE) || !element.lookingAt()) {
            return reader.read(letter.body());
        }
        byte[] head = before.getBytes(StandardCharsets.UTF_8);
        byte[] tail = after.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + letter.body().length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(letter.body(), 0, body, head.length, letter.body().length);
        System.arraycopy(tail, 0, body, head.length + letter.body().length, tail.length);
        // what is still wrong is told by the place it had in the message that came
        return renamed(
                reader.read(body),
                field -> field.startsWith(place) ? element.group() + field.substring(place.length()) : field);
    }

    private static Reading renamed(Reading reading, UnaryOperator<String> name) {
        List<Rejected> rejected = reading.rejected().stream()
                .map(piece -> new Rejected(piece.reason(), name.apply(piece.field()), piece.detail(), piece.bytes()))
                .toList();
        return new Reading(reading.source(), reading.alerts(), rejected, reading.notice(), reading.truncatedAlerts());
    }

    private Reading kuma(String source) {
        String instance = source.equals(UptimeKuma.SOURCE) ? null : source.substring(UptimeKuma.SOURCE.length() + 1);
        Reading reading = UptimeKuma.read(letter.body(), letter.contentType(), instance, origin);
        boolean query =
                QUERY_TYPE.equals(letter.contentType()) && !reading.rejected().isEmpty();
        return query
                ? UptimeKuma.readQuery(new String(letter.body(), StandardCharsets.UTF_8), instance, origin)
                : reading;
    }

    /** An alert that was read and then found too large: kept as the record it would have been. */
    private Reading normalised(String source) {
        try {
            Alert alert = Wire.ALERT.read(letter.body());
            if (!origin.tenant().equals(alert.tenant())) {
                throw new IOException("tenant: is not the letter's");
            }
            return Reading.of(source, List.of(alert), List.of());
        } catch (IOException e) {
            return Reading.rejected(source, new Rejected(Rejected.TOO_LARGE, "", e.getMessage(), letter.body()));
        }
    }
}
