package io.weir.app.server;

import io.weir.app.config.KafkaConfig.TopicsConfig;
import io.weir.app.config.TenantConfig;
import io.weir.app.config.TokenConfig;
import io.weir.app.config.TracingConfig;
import io.weir.app.config.WeirConfig;
import io.weir.bridge.BridgeOptions;
import io.weir.bridge.kafka.TopicOptions;
import io.weir.bridge.tenant.Credential;
import io.weir.bridge.tenant.SigningKey;
import io.weir.bridge.tenant.Tenant;
import io.weir.bridge.view.ViewOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the bridge is told. */
final class BridgeParts {
    private BridgeParts() {}

    static BridgeOptions options(WeirConfig config, Map<String, String> kafka) {
        TopicsConfig topics = config.kafka().topics();
        int maxBody = config.bridge().maxBodyBytes();
        return BridgeOptions.builder(
                        kafka,
                        config.tenants().stream().map(BridgeParts::tenant).toList())
                .operators(credentials(config.operators()))
                .listen(config.bridge().host(), config.bridge().port())
                .tls(config.bridge().tls().orElse(null))
                .bodies(maxBody, Math.max(maxBody, Runtime.getRuntime().maxMemory() / 8))
                .tracing(config.tracing().map(TracingConfig::options).orElse(null))
                .limits(config.bridge().limits(), config.bridge().intake())
                .view(ViewOptions.ofHeap(config.bridge().listsPercent()))
                .stopNotice(config.bridge().stopNotice())
                .tickEvery(config.clock().tickEvery())
                .directiveLead(config.clock().directiveLead())
                .reconcile(config.tenants().stream()
                        .flatMap(tenant -> tenant.reconcile().stream())
                        .toList())
                .topics(new TopicOptions(
                        topics.partitions(), topics.replication(), topics.alertRetention(), topics.retention()))
                .build();
    }

    private static Tenant tenant(TenantConfig tenant) {
        return new Tenant(
                tenant.name(),
                credentials(tenant.tokens()),
                keys(tenant),
                tenant.rules().map(BridgeParts::read).orElse(null),
                tenant.quota());
    }

    private static List<Credential> credentials(List<TokenConfig> tokens) {
        return tokens.stream()
                .filter(token -> token.signs().isEmpty())
                .map(token -> new Credential(token.digest(), token.source().orElse(null), token.role()))
                // two entries for one token, as while it is renewed
                .distinct()
                .toList();
    }

    private static List<SigningKey> keys(TenantConfig tenant) {
        return tenant.tokens().stream()
                .filter(token -> token.signs().isPresent())
                .map(token -> new SigningKey(
                        token.signs().orElseThrow(),
                        token.secret().orElseThrow().resolve(),
                        token.source().orElse(null),
                        token.role()))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rule book " + file, e);
        }
    }
}
