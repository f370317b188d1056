package io.weir.sandbox.glpi;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** How GLPI writes texts and times. Times are server-local without an offset. */
final class GlpiText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern TIME_SHAPE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}(:\\d{2})?)?");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private GlpiText() {}

    /** The stored form: angle brackets and ampersands as numeric entities, line ends as {@code \n}. */
    static String encode(String text) {
        return text.replace("\r\n", "\n")
                .replace("&", "&#38;")
                .replace("<", "&#60;")
                .replace(">", "&#62;");
    }

    /** The bytes the client had sent. */
    static String decode(String stored) {
        return stored.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&");
    }

    /** The first characters of a text; a character outside the basic plane counts as one. */
    static String cut(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    /** A title made of a stored content. */
    static String title(String storedContent) {
        String plain = TAG.matcher(decode(storedContent)).replaceAll(" ").strip();
        return encode(cut(plain.replaceAll("\\s+", " "), 70));
    }

    static String now() {
        return TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
    }

    static boolean isTime(String text) {
        return TIME_SHAPE.matcher(text).matches();
    }

    static LocalDateTime time(String stored) {
        return LocalDateTime.parse(stored, TIME);
    }
}
