package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What can be saved of a message that a JSON parser gives up on: where the brackets and quotes are sound, each alert
 * stands for itself, and only those that no parser can read are taken out. One alert with a name of a megabyte, half a
 * surrogate or a thousand levels does not cost its neighbours, and a message that breaks off not those before the break.
 */
final class Salvage {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] document;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Broken> broken = new ArrayList<>();
    private final List<Rejected> rest = new ArrayList<>();
    private int at;
    private int copied;
    private boolean alerts;

    private Salvage(byte[] document, int at) {
        this.document = document;
        this.at = at;
    }

    /**
     * A piece that cannot be read.
     *
     * @param index place in the array
     * @param complaint the parser's
     * @param bytes as they came
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Broken(int index, String complaint, byte[] bytes) {}

    /**
     * The message with {@code null} in place of each broken alert.
     *
     * @param document to be read instead
     * @param broken in order, not more than {@link AlertBatch#MOST_REJECTED_ALONE}
     * @param rest what is not in the document at all, from the element on that each piece names
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Saved(byte[] document, List<Broken> broken, List<Rejected> rest) {
        /** A message of which nothing is known to be broken. */
        static Saved all(byte[] document) {
            return new Saved(document, List.of(), List.of());
        }
    }

    /** Reads one element on trial. */
    interface Trial {
        /**
         * Whether it is an alert.
         *
         * @throws JsonProcessingException when no parser reads it
         */
        boolean isAlert(byte[] document, int offset, int length) throws IOException;
    }

    /**
     * Takes out what cannot be read of the array that is the document, or of the first one that the member
     * {@code member} of the document holds.
     *
     * @param member null: the document itself is the array
     * @return null when there is nothing to save, or when the fault lies before the array
     */
    static Saved of(byte[] document, String member, Trial trial) throws IOException {
        int array = member == null ? new Salvage(document, 0).blanks() : arrayOf(document, member);
        if (array < 0 || array >= document.length || document[array] != '[') {
            return null;
        }
        return new Salvage(document, array + 1).saved(member, trial);
    }

    private Saved saved(String member, Trial trial) throws IOException {
        int open = at;
        String path = member == null ? "" : member;
        boolean tooMany = false;
        Together together = new Together(document, path, AlertBatch.tooManyBad(), rest);
        int kept = open;
        for (int index = 0; ; index++) {
            int begin = blanks();
            int end = value();
            tooMany |= broken.size() >= AlertBatch.MOST_REJECTED_ALONE;
            if (end >= 0 && tooMany) {
                together.add(index, begin, end);
            } else if (end >= 0) {
                tryOne(trial, index, begin, end);
                kept = end;
            }
            int next = end < 0 ? begin : blanks();
            boolean last = end >= 0 && next < document.length && document[next] == ']';
            if (end < 0 || next == document.length || (!last && document[next] != ',')) {
                together.close();
                rest.add(new Rejected(
                        Rejected.INVALID_JSON,
                        path + "[" + (end < 0 ? index : index + 1) + "]",
                        "from here on the message breaks off, or its brackets do not match",
                        Arrays.copyOfRange(document, next, document.length)));
                keep(kept);
                return closed(open, member, document.length);
            }
            if (last) {
                together.close();
                keep(kept);
                return closed(open, member, next);
            }
            at = next + 1;
        }
    }

    /** One that cannot be read is taken out. */
    private void tryOne(Trial trial, int index, int begin, int end) throws IOException {
        try {
            alerts |= trial.isAlert(document, begin, end - begin);
        } catch (JsonProcessingException e) {
            broken.add(new Broken(index, Json.complaint(e), Arrays.copyOfRange(document, begin, end)));
            keep(begin);
            out.writeBytes(NOTHING);
            copied = end;
        }
    }

    private void keep(int until) {
        out.write(document, copied, until - copied);
        copied = until;
    }

    /**
     * Adds the end of the document: as it came, or where that cannot be read and there is an alert to save, brackets
     * alone.
     *
     * @param open behind the array's bracket
     * @param close the bracket that closes it; the document's length when none does
     * @return null when it cannot be read either way
     */
    private Saved closed(int open, String member, int close) throws IOException {
        byte[] end = Arrays.copyOfRange(document, close, document.length);
        if (close == document.length || !Json.isReadable(around(open, end))) {
            if (close < document.length) {
                rest.add(new Rejected(Rejected.INVALID_JSON, "", "what stands behind the alerts is no JSON", end));
            }
            end = (member == null ? "]" : "]}").getBytes(StandardCharsets.US_ASCII);
            if (!alerts || !Json.isReadable(around(open, end))) {
                return null;
            }
        }
        out.writeBytes(end);
        return broken.isEmpty() && rest.isEmpty() ? null : new Saved(out.toByteArray(), broken, rest);
    }

    /** The document without the elements of its array. */
    private byte[] around(int open, byte[] end) {
        byte[] frame = Arrays.copyOf(document, open + end.length);
        System.arraycopy(end, 0, frame, open, end.length);
        return frame;
    }

    /** Where the value of {@code member} begins in the object that the document is; negative when nowhere. */
    private static int arrayOf(byte[] document, String member) {
        byte[] name = ('"' + member + '"').getBytes(StandardCharsets.UTF_8);
        Salvage in = new Salvage(document, 0);
        int open = in.blanks();
        if (open >= document.length || document[open] != '{') {
            return -1;
        }
        in.at = open + 1;
        while (true) {
            int key = in.blanks();
            int keyEnd = key < document.length && document[key] == '"' ? in.value() : -1;
            int colon = keyEnd < 0 ? document.length : in.blanks();
            if (colon >= document.length || document[colon] != ':') {
                return -1;
            }
            in.at = colon + 1;
            int value = in.blanks();
            if (Arrays.equals(document, key, keyEnd, name, 0, name.length)) {
                return value;
            }
            int next = in.value() < 0 ? document.length : in.blanks();
            if (next >= document.length || document[next] != ',') {
                return -1;
            }
            in.at = next + 1;
        }
    }

    private int blanks() {
        while (at < document.length
                && (document[at] == ' ' || document[at] == '\n' || document[at] == '\r' || document[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Moves behind the value that begins here, by its brackets and quotes alone; negative when it has no end. */
    private int value() {
        int begin = at;
        int depth = 0;
        boolean text = false;
        for (; at < document.length; at++) {
            byte c = document[at];
            if (text) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    text = false;
                    if (depth == 0) {
                        return ++at;
                    }
                }
            } else if (c == '"') {
                text = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                if (depth == 0) {
                    return at > begin ? at : -1;
                }
                if (--depth == 0) {
                    return ++at;
                }
            } else if (depth == 0 && c == ',') {
                return at > begin ? at : -1;
            }
        }
        return -1;
    }
}
