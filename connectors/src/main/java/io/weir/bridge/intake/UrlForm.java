package io.weir.bridge.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The notation of query strings, and of forms that use the same. */
public final class UrlForm {
    private UrlForm() {}

    /** The first value of each name; what is no proper percent notation stays as it came. */
    public static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text == null) {
            return fields;
        }
        for (String pair : text.split("&")) {
            int sign = pair.indexOf('=');
            if (!pair.isEmpty()) {
                fields.putIfAbsent(
                        decoded(sign < 0 ? pair : pair.substring(0, sign)),
                        sign < 0 ? "" : decoded(pair.substring(sign + 1)));
            }
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
