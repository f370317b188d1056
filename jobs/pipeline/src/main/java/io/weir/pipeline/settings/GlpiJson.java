package io.weir.pipeline.settings;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.glpi.GlpiOptions;
import java.time.Duration;
import java.util.Map;

/** {@link GlpiOptions} as they stand in settings; what is left out has the default. Times are milliseconds. */
record GlpiJson(
        String url,
        SecretRef appToken,
        SecretRef userToken,
        String webUrl,
        Map<String, GlpiOptions.Tenant> tenants,
        Long timeoutMs,
        Long settleMs,
        Integer maxConcurrent,
        BreakerJson breaker,
        GlpiOptions.Maintenance maintenance) {

    /** From settings. */
    static final class Read extends StdConverter<GlpiJson, GlpiOptions> {
        @Override
        public GlpiOptions convert(GlpiJson json) {
            Check.text("glpi.url", json.url);
            Check.present("glpi.userToken", json.userToken);
            Check.present("glpi.tenants", json.tenants);
            return new GlpiOptions(
                    json.url,
                    json.appToken,
                    json.userToken,
                    json.webUrl,
                    json.tenants,
                    BreakerJson.orElse(json.timeoutMs, GlpiOptions.DEFAULT_TIMEOUT),
                    BreakerJson.orElse(json.settleMs, GlpiOptions.DEFAULT_SETTLE),
                    json.maxConcurrent == null ? GlpiOptions.DEFAULT_CONCURRENT : json.maxConcurrent,
                    json.breaker == null ? BreakerOptions.DEFAULT : json.breaker.options(),
                    json.maintenance);
        }
    }

    /** Into settings. */
    static final class Write extends StdConverter<GlpiOptions, GlpiJson> {
        @Override
        public GlpiJson convert(GlpiOptions options) {
            return new GlpiJson(
                    options.url(),
                    options.appToken(),
                    options.userToken(),
                    options.webUrl(),
                    options.tenants(),
                    options.timeout().toMillis(),
                    options.settle().toMillis(),
                    options.maxConcurrent(),
                    BreakerJson.of(options.breaker()),
                    options.maintenance());
        }
    }

    /** {@link BreakerOptions} as they stand in settings. */
    record BreakerJson(
            Integer failureRatePercent, Integer window, Long openForMs, Long backoffFirstMs, Long backoffMaxMs) {
        static BreakerJson of(BreakerOptions options) {
            return new BreakerJson(
                    options.failureRatePercent(),
                    options.window(),
                    options.openFor().toMillis(),
                    options.backoffFirst().toMillis(),
                    options.backoffMax().toMillis());
        }

        BreakerOptions options() {
            BreakerOptions usual = BreakerOptions.DEFAULT;
            return new BreakerOptions(
                    failureRatePercent == null ? usual.failureRatePercent() : failureRatePercent,
                    window == null ? usual.window() : window,
                    orElse(openForMs, usual.openFor()),
                    orElse(backoffFirstMs, usual.backoffFirst()),
                    orElse(backoffMaxMs, usual.backoffMax()));
        }

        static Duration orElse(Long millis, Duration usual) {
            return millis == null ? usual : Duration.ofMillis(millis);
        }
    }
}
