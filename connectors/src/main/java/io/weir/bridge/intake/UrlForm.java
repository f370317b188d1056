package io.weir.bridge.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The notation of query strings, and of forms that use the same. */
public final class UrlForm {
    /** A body of megabytes can hold millions; nobody sends more than a few. */
    private static final int MOST_FIELDS = 1000;

    private UrlForm() {}

    /** The first value of each of the first thousand names; what is no proper percent notation stays as it came. */
    public static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text == null) {
            return fields;
        }
        int begin = 0;
        while (begin < text.length() && fields.size() < MOST_FIELDS) {
            int ampersand = text.indexOf('&', begin);
            int end = ampersand < 0 ? text.length() : ampersand;
            if (end > begin) {
                String pair = text.substring(begin, end);
                int sign = pair.indexOf('=');
                fields.putIfAbsent(
                        decoded(sign < 0 ? pair : pair.substring(0, sign)),
                        sign < 0 ? "" : decoded(pair.substring(sign + 1)));
            }
            begin = end + 1;
        }
        return fields;
    }

    /** {@code text} with its percent notation resolved; as it came when that is broken. */
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
