package io.weir.bridge.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Bodies that came with a content encoding. A broken one is refused, for its bytes say nothing. */
final class Unpacked {
    private static final String HEADER = "Content-Encoding";
    private static final int STEP = 32 << 10;

    private Unpacked() {}

    /** Whether a body with this header, null when it has none, is packed. */
    static boolean isNeeded(String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    /**
     * Unpacks {@code body}.
     *
     * @param most bytes that may come out of it
     * @param memory takes memory for more bytes; false when there is none left
     * @throws Refusal when it is too big, broken, or packed in another way
     */
    static byte[] of(String encoding, byte[] body, int most, LongPredicate memory) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, 4 * body.length + STEP));
        try (InputStream in = opened(encoding.strip().toLowerCase(Locale.ROOT), body)) {
            byte[] step = new byte[STEP];
            int read;
            while ((read = in.read(step)) >= 0) {
                if (out.size() + read > most) {
                    throw new Refusal(Exchange.tooLarge(most));
                }
                if (!memory.test(read)) {
                    throw new Refusal(Answer.unavailable(Exchange.TOO_MUCH));
                }
                out.write(step, 0, read);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw Refusal.of(HEADER, "the body is not " + encoding.strip() + ", or not all of it");
        }
    }

    private static InputStream opened(String encoding, byte[] body) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(bytes, STEP);
            case "deflate" -> new InflaterInputStream(bytes);
            default ->
                throw new Refusal(Answer.problem(415, "unsupported", "expected gzip, deflate or no encoding", HEADER)
                        .withHeader("Accept-Encoding", List.of("gzip, deflate")));
        };
    }
}
