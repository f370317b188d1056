package io.weir.tracing;

import java.util.Map;

/**
 * Where spans go.
 *
 * @param endpoint address of the collector for OTLP over HTTP; without a path, {@code /v1/traces} is meant
 * @param sample share of the traces begun here that are recorded, 0 to 1; a sender's own trace is recorded when the
 *     sender records it
 * @param headers sent along, tokens for example; never logged
 */
public record TracingOptions(String endpoint, double sample, Map<String, String> headers) {
    private static final String PATH = "/v1/traces";

    public TracingOptions {
        headers = Map.copyOf(headers);
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException("sample: expected 0 to 1, found " + sample);
        }
    }

    /** The address that spans are posted to. */
    public String url() {
        String address = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        return address.indexOf('/', address.indexOf("://") + 3) < 0 ? address + PATH : address;
    }

    /** Without the values of the headers. */
    @Override
    public String toString() {
        return "TracingOptions[" + endpoint + ", sample=" + sample + ", headers=" + headers.keySet() + "]";
    }
}
