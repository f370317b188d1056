package io.weir.bridge.intake;

import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bytes of an intake's dead letter as if they had just been posted to that intake. */
public final class IntakeAgain {
    /** Content type under which a notification that came in a query is kept. */
    public static final String QUERY_TYPE = "application/x-www-form-urlencoded";

    /** Where one alert of many, or the first of some, stood in its message: only those are kept then. */
    private static final Pattern ELEMENT = Pattern.compile("(alerts)?\\[(\\d{1,9})]");

    private static final Pattern PART = Pattern.compile("\\((part \\d+ of \\d+);[^)]*\\)$");
    private static final Set<String> REASONS_OF_ELEMENTS =
            Set.of(Rejected.WRONG_SHAPE, Rejected.INVALID_JSON, Rejected.NOT_READ);
    private static final String KUMA_INSTANCE = UptimeKuma.SOURCE + "/";

    private final DeadLetter letter;
    private final Origin origin;
    private final IntakeLimits limits;
    private final String detail;

    private IntakeAgain(DeadLetter letter, Origin origin, IntakeLimits limits) {
        this.letter = letter;
        this.origin = origin;
        this.limits = limits;
        this.detail = letter.detail() == null ? "" : letter.detail();
    }

    /** What a letter of Kuma's says of where it came from: the intake and the name of the instance, if it has one. */
    public static String kumaSource(String instance) {
        return instance == null || instance.isBlank()
                ? UptimeKuma.SOURCE
                : KUMA_INSTANCE + UptimeKuma.instance(instance);
    }

    /**
     * Reads a letter of stage {@code bridge}.
     *
     * @param origin who is the owner, and when it is read again
     * @param limits that hold for it now, as for any message
     * @return null when no intake has the letter's source
     */
    public static Reading read(DeadLetter letter, Origin origin, IntakeLimits limits) {
        String source = letter.source() == null ? "" : letter.source();
        IntakeAgain again = new IntakeAgain(letter, origin, limits);
        Matcher part = PART.matcher(again.detail);
        if (part.find()) {
            String told = "it is " + part.group(1) + "; post the bytes of all, one after the other, as one message";
            return Reading.rejected(source, new Rejected(letter.reason(), "", told, letter.body()));
        }
        if (letter.reason().equals(Rejected.TOO_LARGE)) {
            return again.normalised(source);
        }
        return switch (source) {
            case AlertmanagerWebhook.SOURCE, AlertmanagerWebhook.GRAFANA ->
                again.message("{\"alerts\":[", "]}", body -> AlertmanagerWebhook.read(body, origin, limits));
            case AlertmanagerApi.SOURCE -> again.message("[", "]", body -> AlertmanagerApi.read(body, origin, limits));
            default -> source.equals(UptimeKuma.SOURCE) || source.startsWith(KUMA_INSTANCE) ? again.kuma(source) : null;
        };
    }

    @FunctionalInterface
    private interface Reader {
        Reading read(byte[] body);
    }

    /** A whole message, or alerts of it, which get a message of their own around them. */
    private Reading message(String before, String after, Reader reader) {
        Matcher element = ELEMENT.matcher(detail);
        if (!REASONS_OF_ELEMENTS.contains(letter.reason()) || !element.lookingAt()) {
            return reader.read(letter.body());
        }
        byte[] head = before.getBytes(StandardCharsets.UTF_8);
        byte[] tail = after.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + letter.body().length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(letter.body(), 0, body, head.length, letter.body().length);
        System.arraycopy(tail, 0, body, head.length + letter.body().length, tail.length);
        int first = Integer.parseInt(element.group(2));
        return renamed(reader.read(body), field -> moved(field, first));
    }

    /** What is still wrong is told by the place it had in the message that came. */
    private static String moved(String field, int by) {
        Matcher element = ELEMENT.matcher(field);
        if (!element.lookingAt()) {
            return field;
        }
        String array = element.group(1) == null ? "" : element.group(1);
        return array + "[" + (Integer.parseInt(element.group(2)) + by) + "]" + field.substring(element.end());
    }

    private static Reading renamed(Reading reading, UnaryOperator<String> name) {
        List<Rejected> rejected = reading.rejected().stream()
                .map(piece -> new Rejected(piece.reason(), name.apply(piece.field()), piece.detail(), piece.bytes()))
                .toList();
        return new Reading(reading.source(), reading.alerts(), rejected, reading.notice(), reading.truncatedAlerts());
    }

    private Reading kuma(String source) {
        String instance = source.equals(UptimeKuma.SOURCE) ? null : source.substring(KUMA_INSTANCE.length());
        Reading reading = UptimeKuma.read(letter.body(), letter.contentType(), instance, origin, limits);
        boolean query =
                QUERY_TYPE.equals(letter.contentType()) && !reading.rejected().isEmpty();
        return query
                ? UptimeKuma.readQuery(new String(letter.body(), StandardCharsets.UTF_8), instance, origin, limits)
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
