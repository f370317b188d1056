package io.weir.sink.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request or an answer as its bytes, cut into what stands before the body and the body.
 *
 * @param head first line and headers without the empty line after them
 * @param body the bytes of the body, each as one character
 */
record HttpMessage(String head, String body) {

    /** Reads one; null when the other side has closed before the first byte. */
    static HttpMessage read(InputStream in, boolean untilClosed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!endsWithEmptyLine(bytes.toByteArray())) {
            int next = in.read();
            if (next < 0 && bytes.size() == 0) {
                return null;
            }
            if (next < 0) {
                throw new EOFException("cut in its head");
            }
            bytes.write(next);
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        HttpMessage message = new HttpMessage(head, "");
        String length = message.header("content-length");
        if (length != null) {
            return new HttpMessage(head, text(in.readNBytes(Integer.parseInt(length))));
        }
        return untilClosed ? new HttpMessage(head, text(in.readAllBytes())) : message;
    }

    private static boolean endsWithEmptyLine(byte[] bytes) {
        int n = bytes.length;
        return n >= 4 && bytes[n - 4] == '\r' && bytes[n - 3] == '\n' && bytes[n - 2] == '\r' && bytes[n - 1] == '\n';
    }

    /** The value of a header, null when it is missing. */
    String header(String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** Of a request: method, a space, and the path without its query. */
    String call() {
        String[] parts = head.lines().findFirst().orElseThrow().split(" ");
        String path = parts[1];
        return parts[0] + " " + (path.contains("?") ? path.substring(0, path.indexOf('?')) : path);
    }

    /** The same for one exchange per connection. */
    HttpMessage closing() {
        StringBuilder out = new StringBuilder();
        head.lines()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .forEach(line -> out.append(line).append("\r\n"));
        return new HttpMessage(out.append("Connection: close").toString(), body);
    }

    /** An answer made here. */
    static HttpMessage answer(String statusAndReason, String contentType, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(statusAndReason);
        head.append("\r\nContent-Type: ").append(contentType);
        head.append("\r\nContent-Length: ").append(bytes.length);
        for (String header : headers) {
            head.append("\r\n").append(header);
        }
        return new HttpMessage(head.append("\r\nConnection: close").toString(), text(bytes));
    }

    /** As it goes over the wire. */
    byte[] bytes() {
        return (head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
