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
 * surrogate or a thousand levels does not cost its neighbours.
 */
final class Salvage {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] document;
    private int at;

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
     * @param broken at least one, in order
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Saved(byte[] document, List<Broken> broken) {}

    /** Reads one element on trial; throws when that is not possible. */
    interface Trial {
        void read(byte[] document, int offset, int length) throws IOException;
    }

    /**
     * Takes out what cannot be read of the array that is the document, or of the first one that the member
     * {@code member} of the document holds.
     *
     * @param member null: the document itself is the array
     * @return null when the brackets do not match, or when the fault is not within an element
     */
    static Saved of(byte[] document, String member, Trial trial) throws IOException {
        int array = member == null ? new Salvage(document, 0).blanks() : arrayOf(document, member);
        if (array < 0 || array >= document.length || document[array] != '[') {
            return null;
        }
        List<Broken> broken = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length);
        Salvage in = new Salvage(document, array + 1);
        int copied = 0;
        for (int index = 0; ; index++) {
            int begin = in.blanks();
            if (index == 0 && begin < document.length && document[begin] == ']') {
                return null;
            }
            int end = in.value();
            if (end < 0) {
                return null;
            }
            String complaint = complaint(document, begin, end, trial);
            if (complaint != null) {
                broken.add(new Broken(index, complaint, Arrays.copyOfRange(document, begin, end)));
                out.write(document, copied, begin - copied);
                out.write(NOTHING);
                copied = end;
            }
            int next = in.blanks();
            if (next >= document.length || (document[next] != ',' && document[next] != ']')) {
                return null;
            }
            in.at = next + 1;
            if (document[next] == ']') {
                out.write(document, copied, document.length - copied);
                return broken.isEmpty() ? null : new Saved(out.toByteArray(), broken);
            }
        }
    }

    private static String complaint(byte[] document, int begin, int end, Trial trial) throws IOException {
        try {
            trial.read(document, begin, end - begin);
            return null;
        } catch (JsonProcessingException e) {
            return Json.complaint(e);
        }
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
