package io.weir.bridge.intake;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body that is held in memory as a whole. */
final class MultipartForm {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,200})\"|([^;\\s\"]{1,200}))");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^;\\s\"]+))");
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private MultipartForm() {}

    /** Whether a body of this content type is such a form. */
    static boolean isOne(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "multipart/form-data", 0, 19);
    }

    /** The bytes of the first part with this name; null when there is none. */
    static byte[] part(byte[] body, String contentType, String name) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return null;
        }
        String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        byte[] delimiter = ("--" + text).getBytes(StandardCharsets.ISO_8859_1);
        int at = indexOf(body, delimiter, 0, body.length);
        while (at >= 0) {
            int head = at + delimiter.length;
            int next = indexOf(body, delimiter, head, body.length);
            if (next < 0) {
                return null;
            }
            // Only as far as the part goes: else a form of nothing but delimiters takes the square of its length.
            int headEnd = indexOf(body, END_OF_HEAD, head, next);
            if (headEnd >= 0 && name.equals(nameIn(body, head, headEnd))) {
                int content = headEnd + END_OF_HEAD.length;
                int contentEnd = Math.max(content, next - 2);
                return java.util.Arrays.copyOfRange(body, content, contentEnd);
            }
            at = next;
        }
        return null;
    }

    private static String nameIn(byte[] body, int from, int to) {
        Matcher name = NAME.matcher(new String(body, from, to - from, StandardCharsets.UTF_8));
        if (!name.find()) {
            return null;
        }
        return name.group(1) == null ? name.group(2) : name.group(1);
    }

    private static int indexOf(byte[] body, byte[] wanted, int from, int to) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (java.util.Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
