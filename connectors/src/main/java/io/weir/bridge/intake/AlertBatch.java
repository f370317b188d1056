package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON array of alerts, good ones and bad ones apart. */
final class AlertBatch {
    /** Each is a record of its own on Kafka, so there are not as many as somebody can write {@code {}}. */
    static final int MOST_REJECTED_ALONE = 1000;
    /**
     * Labels and annotations of a message by how many alerts it may hold: ordinary ones have half as many, and what is
     * three letters in a body takes a hundred bytes when it is read.
     */
    static final int TEXTS_PER_ALERT = 20;

    private static final String NOT_READ = " alerts; this one and more behind it were not read";

    /** The alerts that can be read, in order. */
    final List<AlertFields> alerts = new ArrayList<>();
    /** The others, each with its own bytes. */
    final List<Rejected> rejected = new ArrayList<>();

    private final String path;
    private final IntakeLimits limits;
    private final byte[] document;
    private final Map<Integer, Salvage.Broken> broken = new HashMap<>();
    private final List<Rejected> rest;
    private long texts;

    /** Looks at one alert; may note a fault in it. */
    interface Check {
        void check(AlertFields alert);
    }

    /**
     * An empty one.
     *
     * @param path where the array stands in the body
     * @param saved the document that is read, and what is not in it
     */
    AlertBatch(String path, IntakeLimits limits, Salvage.Saved saved) {
        this.path = path;
        this.limits = limits;
        this.document = saved.document();
        this.rest = new ArrayList<>(saved.rest());
        saved.broken().forEach(piece -> broken.put(piece.index(), piece));
    }

    /** Reads the array that begins at the parser's current token. */
    void read(JsonParser in, Check check) throws IOException {
        Together together = null;
        for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
            int begin = (int) in.currentTokenLocation().getByteOffset();
            Salvage.Broken piece = broken.remove(i);
            if (piece != null) {
                in.skipChildren();
                rejected.add(new Rejected(Rejected.INVALID_JSON, element(i), piece.complaint(), piece.bytes()));
            } else if (together == null && whyFull() == null) {
                one(in, check, i, begin);
            } else {
                in.skipChildren();
                together = together == null ? new Together(document, path, whyFull(), rejected) : together;
                together.add(i, begin, (int) in.currentLocation().getByteOffset());
            }
        }
        if (together != null) {
            together.close();
        }
        rejected.addAll(rest);
        rest.clear();
    }

    private void one(JsonParser in, Check check, int index, int begin) throws IOException {
        AlertFields alert = AlertFields.read(in, limits);
        texts += alert.texts();
        if (alert.faultField == null) {
            check.check(alert);
        }
        if (alert.faultField == null) {
            alerts.add(alert);
            return;
        }
        String field = alert.faultField.isEmpty() ? element(index) : element(index) + "." + alert.faultField;
        int end = (int) in.currentLocation().getByteOffset();
        rejected.add(new Rejected(Rejected.WRONG_SHAPE, field, alert.fault, Arrays.copyOfRange(document, begin, end)));
    }

    private String element(int index) {
        return path + "[" + index + "]";
    }

    /** Why nothing more of it is read; null while there is room. */
    private String whyFull() {
        if (alerts.size() >= limits.alerts()) {
            return "a message may hold " + limits.alerts() + NOT_READ;
        }
        if (texts >= (long) TEXTS_PER_ALERT * limits.alerts()) {
            return "a message may hold " + TEXTS_PER_ALERT + " labels and annotations for each of " + limits.alerts()
                    + NOT_READ;
        }
        return rejected.size() >= MOST_REJECTED_ALONE ? tooManyBad() : null;
    }

    static String tooManyBad() {
        return "more than " + MOST_REJECTED_ALONE + " are no alerts; this one and more behind it were not read";
    }
}
