package io.weir.sandbox.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, completely read.
 *
 * @param method upper case
 * @param path percent-encoded path as sent
 * @param rawQuery text after {@code ?} as sent, empty when there was none
 * @param query decoded parameters in order of first appearance
 * @param headers by lower-case name
 * @param body text, empty when there was none
 */
public record Request(
        String method,
        String path,
        String rawQuery,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {

    /** The same request with another path. */
    Request withPath(String newPath) {
        return new Request(method, newPath, rawQuery, query, headers, body);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The last value of a query parameter. */
    public Optional<String> param(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** Whether a query parameter is switched on: {@code true} or {@code 1}. */
    public boolean flag(String name) {
        return param(name).map(v -> v.equals("true") || v.equals("1")).orElse(false);
    }

    /** Whether the content type is JSON, with or without parameters. */
    public boolean isJson() {
        return header("content-type")
                .map(v -> v.toLowerCase(Locale.ROOT).startsWith("application/json"))
                .orElse(false);
    }

    /** Decoded path segments; a trailing slash adds none. */
    public List<String> segments() {
        return UrlText.segments(path);
    }

    static Request of(String method, String path, String rawQuery, Map<String, String> headers, String body) {
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((k, v) -> lower.put(k.toLowerCase(Locale.ROOT), v));
        return new Request(method, path, rawQuery, UrlText.query(rawQuery), lower, body);
    }
}
