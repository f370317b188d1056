package io.weir.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Texts that mean something to somebody further on. */
final class EnemyTexts {
    /** For a browser, a shell, a template, a log, a database. */
    static final List<String> SPOKEN = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "{{ lookup('env') }}",
            "${jndi:ldap://127.0.0.1/x}",
            "all:!web1",
            "../../etc/passwd",
            "'; DROP TABLE alerts; --");

    private static final List<String> UNSEEN = List.of(
            "nul\0nul",
            "line\r\nSet-Cookie: a=b",
            "bidi \u202egnp.exe",
            "zero\u200bwidth\ufeff.",
            "half \ud800 a pair",
            "other \udc00 half",
            "\"quotes\\\"");
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EnemyTexts() {}

    static List<String> all() {
        return Stream.concat(SPOKEN.stream(), UNSEEN.stream()).toList();
    }

    /** The text as JSON has it, escaped so that half a pair is still one behind UTF-8. */
    static String json(String text) {
        try {
            return ASCII.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The text with U+FFFD for half a pair. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }
}
