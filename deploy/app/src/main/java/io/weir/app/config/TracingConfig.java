package io.weir.app.config;

import io.weir.pipeline.settings.TracingSettings;
import io.weir.sink.SecretRef;
import io.weir.tracing.TracingOptions;
import java.util.Map;

/**
 * Where traces go.
 *
 * @param endpoint of a collector for OTLP over HTTP
 * @param sample share of the requests without a trace of their own that begin one, 0 to 1
 * @param headers sent along
 */
public record TracingConfig(String endpoint, double sample, Map<String, SecretRef> headers) {
    public TracingConfig {
        headers = Map.copyOf(headers);
    }

    /** For the deliver job. */
    public TracingSettings settings() {
        return new TracingSettings(endpoint, headers);
    }

    /**
     * For the bridge.
     *
     * @throws IllegalStateException when a secret is missing
     */
    public TracingOptions options() {
        return new TracingOptions(endpoint, sample, settings().options().headers());
    }
}
