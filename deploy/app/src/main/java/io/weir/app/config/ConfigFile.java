package io.weir.app.config;

import io.weir.bridge.http.HttpLimits;
import io.weir.bridge.http.TlsFiles;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.bridge.quota.Quota;
import io.weir.bridge.view.ViewOptions;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Section;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.notify.NotificationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code weir.yaml}. Relative paths in it are relative to the folder the file is in. */
public final class ConfigFile {
    private static final int HIGHEST_PORT = 65_535;

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @throws UncheckedIOException when it cannot be read
     * @throws InvalidDocumentException with every problem in it
     */
    public static WeirConfig read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the configuration " + file.toAbsolutePath(), e);
        }
        return parse(text, file.toAbsolutePath().normalize().getParent());
    }

    /**
     * Reads a text.
     *
     * @param folder that relative paths start from
     * @throws InvalidDocumentException with every problem in it
     */
    public static WeirConfig parse(String yaml, Path folder) {
        Section root = Section.parse(yaml);
        SectionPaths paths = new SectionPaths(folder);
        Path data = paths.at(root, "data").orElse(folder.resolve("data"));
        BridgeConfig bridge = bridge(root.section("bridge"), paths);
        KafkaConfig kafka = KafkaSection.read(root.section("kafka"));
        FlinkConfig flink = flink(root.section("flink"));
        ClockConfig clock = clock(root.section("clock"));
        DeliverConfig deliver = deliver(root.section("deliver"), flink.checkpointEvery());
        List<Section> tenantSections = root.sections("tenants");
        TenantSections tenants = new TenantSections(tenantSections, paths, QuotaSection.read(root, Quota.defaults()));
        if (tenantSections.isEmpty()) {
            root.problem("tenants", "expected at least one tenant, found none", "add one with a name and a token");
        }
        List<TokenConfig> operators = root.has("operators") ? tenants.operators(root.section("operators")) : List.of();
        Optional<GlpiOptions> glpi = root.has("glpi")
                ? Optional.of(GlpiSection.read(root.section("glpi"), tenants, paths))
                : noGlpi(tenants);
        Optional<AwxOptions> awx =
                root.has("awx") ? Optional.of(AwxSection.read(root.section("awx"), tenants, paths)) : noAwx(tenants);
        if (awx.isPresent() && glpi.isEmpty()) {
            root.problem("awx", "results of playbooks go into tickets", "add a glpi section, or remove this one");
        }
        Optional<NotificationOptions> notifications = NotificationSection.read(root, tenants, paths, glpi.isPresent());
        Optional<TracingConfig> tracing = TracingSection.read(root, paths);
        WeirConfig config = new WeirConfig(
                data,
                bridge,
                kafka,
                flink,
                clock,
                deliver,
                tenants.read(),
                operators,
                glpi,
                awx,
                notifications,
                tracing);
        root.finish();
        return config;
    }

    static int port(Section section, String key, int fallback) {
        return section.integer(key, 0, HIGHEST_PORT).orElse(fallback);
    }

    private static BridgeConfig bridge(Section bridge, SectionPaths paths) {
        Section limits = bridge.section("limits");
        return new BridgeConfig(
                bridge.string("host").orElse("127.0.0.1"),
                port(bridge, "port", 8080),
                bridge.has("tls") ? tls(bridge.section("tls"), paths) : Optional.empty(),
                bridge.integer("maxBodyBytes", 64 << 10, 64 << 20).orElse(32 << 20),
                new HttpLimits(
                        limits.integer("connections", 10, 1_000_000).orElse(HttpLimits.DEFAULT.connections()),
                        limits.duration("requestWithin", Duration.ofSeconds(1), Duration.ofHours(1))
                                .orElse(HttpLimits.DEFAULT.requestWithin()),
                        limits.duration("idle", Duration.ofSeconds(10), Duration.ofDays(1))
                                .orElse(HttpLimits.DEFAULT.idle())),
                new IntakeLimits(
                        limits.integer("alerts", 1, 1_000_000).orElse(IntakeLimits.DEFAULT.alerts()),
                        limits.integer("labels", 10, 100_000).orElse(IntakeLimits.DEFAULT.labels())),
                bridge.duration("stopNotice", Duration.ZERO, Duration.ofMinutes(10))
                        .orElse(Duration.ZERO),
                limits.integer("listsPercent", 1, 80).orElse(ViewOptions.DEFAULT_PERCENT));
    }

    private static Optional<TlsFiles> tls(Section tls, SectionPaths paths) {
        Optional<Path> certificate = paths.at(tls, "certificate");
        Optional<Path> key = paths.at(tls, "key");
        Optional<Path> clientCa = paths.at(tls, "clientCa");
        if (certificate.isEmpty() || key.isEmpty()) {
            tls.problem(
                    certificate.isEmpty() ? "certificate" : "key",
                    "TLS needs a certificate and its key",
                    "name both PEM files, or remove the section");
            return Optional.empty();
        }
        return Optional.of(new TlsFiles(certificate.get(), key.get(), clientCa.orElse(null)));
    }

    private static FlinkConfig flink(Section flink) {
        return new FlinkConfig(
                port(flink, "webPort", 8081),
                port(flink, "metricsPort", 9249),
                flink.integer("parallelism", 1, 128).orElse(2),
                flink.word("stateBackend", FlinkConfig.StateBackend.class).optional(),
                flink.duration("checkpointEvery", Duration.ofMillis(100), Duration.ofMinutes(10))
                        .orElse(Duration.ofSeconds(1)),
                flink.word("guarantee", FlinkConfig.Guarantee.class).orElse(FlinkConfig.Guarantee.EXACTLY_ONCE));
    }

    private static ClockConfig clock(Section clock) {
        return new ClockConfig(
                clock.duration("tickEvery", Duration.ofMillis(50), Duration.ofMinutes(1))
                        .orElse(Duration.ofMillis(500)),
                clock.duration("directiveLead", Duration.ZERO, Duration.ofMinutes(1))
                        .orElse(Duration.ofSeconds(2)));
    }

    private static DeliverConfig deliver(Section deliver, Duration checkpointEvery) {
        Duration lease = deliver.duration("lease", Duration.ofSeconds(1), Duration.ofMinutes(30))
                .orElse(Duration.ofSeconds(30));
        Duration least = checkpointEvery.multipliedBy(DeliverConfig.CHECKPOINTS_PER_LEASE);
        if (lease.compareTo(least) < 0) {
            deliver.problem(
                    "lease",
                    "expected at least three times flink.checkpointEvery, or it would end between two checkpoints; found "
                            + lease.toMillis() + "ms",
                    "write " + least.toMillis() + "ms or more, or make flink.checkpointEvery shorter");
        }
        return new DeliverConfig(
                lease,
                deliver.duration("maxAge", Duration.ofSeconds(10), Duration.ofDays(90))
                        .orElse(Duration.ofDays(7)),
                deliver.duration("remember", Duration.ofSeconds(10), Duration.ofDays(90))
                        .orElse(Duration.ofDays(7)),
                deliver.integer("ticketsPerSecond", 1, 10_000).orElse(20),
                deliver.duration("lookEvery", Duration.ofSeconds(1), Duration.ofSeconds(30))
                        .orElse(Duration.ofSeconds(15)),
                deliver.word("resolvedBeforeTicket", DeliverConfig.ResolvedBeforeTicket.class)
                        .orElse(DeliverConfig.ResolvedBeforeTicket.TICKET));
    }

    private static Optional<GlpiOptions> noGlpi(TenantSections tenants) {
        tenants.refuse("glpi", "there is no glpi section at the top", "add it, or remove this");
        return Optional.empty();
    }

    private static Optional<AwxOptions> noAwx(TenantSections tenants) {
        tenants.refuse("awx", "there is no awx section at the top", "add it, or remove this");
        return Optional.empty();
    }
}
