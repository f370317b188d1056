package io.weir.bridge.fuzz;

import io.weir.bridge.http.RequestTrial;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What people ask for in a few words. */
final class RequestTargets {
    private static final String BY = "{\"by\": \"kim\"}";
    /** So much that no answer may repeat it. */
    private static final String LONG = "x".repeat(200_000);

    private RequestTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "brake",
                        RequestTrial::brake,
                        seeds("{\"on\":true}", "{\"on\":false,\"reason\":\"a \\\"freeze\\\"\",\"by\":\"k\\u00efm\"}"),
                        seeds("{\"on\":true,\"by\":\"" + LONG + "\"}", "{\"on\":true,\"" + LONG + "\":1}")),
                new FuzzTarget(
                        "acknowledgement",
                        RequestTrial::acknowledgement,
                        seeds("", " \n", "{}", BY),
                        seeds("{\"by\":\"" + LONG + "\"}", "{\"" + LONG + "\":1}")),
                new FuzzTarget(
                        "retry",
                        RequestTrial::retry,
                        seeds("", " \n", "{}", BY, "{\"by\":null}"),
                        seeds("{\"by\":\"" + LONG + "\"}", "{\"" + LONG + "\":1}")));
    }

    private static List<byte[]> seeds(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
