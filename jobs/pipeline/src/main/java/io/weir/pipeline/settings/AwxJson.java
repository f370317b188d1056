package io.weir.pipeline.settings;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.weir.pipeline.settings.GlpiJson.BreakerJson;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.awx.AwxOptions;
import java.time.Duration;
import java.util.Map;

/**
 * {@link AwxOptions} as they stand in settings: either {@code token}, or {@code user} and {@code password}. What is left
 * out has the default. Times are milliseconds.
 */
record AwxJson(
        String url,
        String basePath,
        SecretRef token,
        String user,
        SecretRef password,
        Map<String, AwxOptions.Tenant> tenants,
        Long timeoutMs,
        Long settleMs,
        Long preflightForMs,
        BreakerJson breaker,
        Long runTimeoutMs,
        AwxOptions.Guardrails guardrails) {
    private static final Duration DEFAULT_PREFLIGHT = Duration.ofSeconds(30);

    private AwxOptions.Auth auth() {
        Check.that(
                (token != null) != (user != null) && (user == null) == (password == null),
                "awx",
                "either token, or user and password");
        return token != null ? new AwxOptions.Bearer(token) : new AwxOptions.Basic(user, password);
    }

    /** From settings. */
    static final class Read extends StdConverter<AwxJson, AwxOptions> {
        @Override
        public AwxOptions convert(AwxJson json) {
            Check.text("awx.url", json.url);
            Check.present("awx.tenants", json.tenants);
            return new AwxOptions(
                    json.url,
                    json.basePath == null ? AwxOptions.DEFAULT_BASE_PATH : json.basePath,
                    json.auth(),
                    json.tenants,
                    BreakerJson.orElse(json.timeoutMs, AwxOptions.DEFAULT_TIMEOUT),
                    BreakerJson.orElse(json.settleMs, AwxOptions.DEFAULT_SETTLE),
                    BreakerJson.orElse(json.preflightForMs, DEFAULT_PREFLIGHT),
                    json.breaker == null ? BreakerOptions.DEFAULT : json.breaker.options(),
                    BreakerJson.orElse(json.runTimeoutMs, AwxOptions.DEFAULT_RUN_TIMEOUT),
                    json.guardrails == null ? AwxOptions.Guardrails.DEFAULT : json.guardrails);
        }
    }

    /** Into settings. */
    static final class Write extends StdConverter<AwxOptions, AwxJson> {
        @Override
        public AwxJson convert(AwxOptions options) {
            SecretRef token = options.auth() instanceof AwxOptions.Bearer bearer ? bearer.token() : null;
            AwxOptions.Basic basic = options.auth() instanceof AwxOptions.Basic b ? b : null;
            return new AwxJson(
                    options.url(),
                    options.basePath(),
                    token,
                    basic == null ? null : basic.user(),
                    basic == null ? null : basic.password(),
                    options.tenants(),
                    options.timeout().toMillis(),
                    options.settle().toMillis(),
                    options.preflightFor().toMillis(),
                    BreakerJson.of(options.breaker()),
                    options.runTimeout().toMillis(),
                    options.guardrails());
        }
    }
}
