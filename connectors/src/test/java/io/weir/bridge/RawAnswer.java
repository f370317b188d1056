package io.weir.bridge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back over a connection, taken apart without a client's leniency.
 *
 * @param headers one line each
 */
record RawAnswer(int status, List<String> headers, String body) {
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d) [ -~]*\r\n((?:[a-zA-Z-]+: [ -~]*\r\n)*)\r\n");

    /**
     * Takes it apart.
     *
     * @param headOnly whether no body was asked for
     * @throws AssertionError when it is not one answer of HTTP and nothing else
     */
    static RawAnswer of(String all, boolean headOnly) {
        Matcher head = HEAD.matcher(all);
        if (!head.lookingAt()) {
            throw new AssertionError("no answer of HTTP: " + all);
        }
        List<String> headers = head.group(2).isEmpty()
                ? List.of()
                : Arrays.asList(head.group(2).split("\r\n"));
        String body = all.substring(head.end());
        List<String> lengths = headers.stream()
                .map(header -> header.toLowerCase(Locale.ROOT))
                .filter(header -> header.startsWith("content-length: "))
                .toList();
        boolean whole = headOnly ? body.isEmpty() : lengths.equals(List.of("content-length: " + body.length()));
        if (!whole) {
            throw new AssertionError("the body does not end where it is said to: " + all);
        }
        return new RawAnswer(Integer.parseInt(head.group(1)), headers, body);
    }

    /** Names of the headers, in lower case. */
    List<String> names() {
        return headers.stream()
                .map(header -> header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT))
                .toList();
    }
}
