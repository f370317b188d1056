package io.weir.pipeline.settings;

import io.weir.sink.SecretRef;
import io.weir.tracing.TracingOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the deliver job's spans go. Which incidents are traced was decided when their alerts came in.
 *
 * @param endpoint see {@link TracingOptions#endpoint()}
 * @param headers sent along; null for none
 */
public record TracingSettings(String endpoint, Map<String, SecretRef> headers) implements Serializable {
    public TracingSettings {
        Check.present("tracing.endpoint", endpoint);
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    /**
     * With the secrets read.
     *
     * @throws IllegalStateException when one is missing
     */
    public TracingOptions options() {
        Map<String, String> resolved = new HashMap<>();
        headers.forEach((name, secret) -> resolved.put(name, secret.resolve()));
        return new TracingOptions(endpoint, 1, resolved);
    }
}
