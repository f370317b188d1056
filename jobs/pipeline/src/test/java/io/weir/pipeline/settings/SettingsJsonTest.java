package io.weir.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Severity;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.notify.Channel;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Phase;
import io.weir.sink.notify.Route;
import io.weir.sink.notify.Smtp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsJsonTest {
    private static final String KAFKA =
            "{\"bootstrap\":\"k:9092\",\"consumerGroup\":\"g\",\"transactionalIdPrefix\":\"t\",\"untilEnd\":false";

    private static DeliverSettings deliver(SecretRef secret, AwxOptions.Auth auth) {
        return new DeliverSettings(
                KafkaSettings.of("k:9092", "weir-deliver").withPartitions(Map.of("weir.incidents", 6)),
                EngineSettings.of("file:///tmp/cp").withStateStore(StateStore.ROCKSDB),
                GlpiOptions.of(
                                "https://glpi.example.org/apirest.php",
                                secret,
                                SecretRef.file("/run/secrets/glpi"),
                                Map.of(
                                        "acme",
                                        new GlpiOptions.Tenant(3, 1, null, 2, null),
                                        "other",
                                        new GlpiOptions.Tenant(
                                                4, null, null, null, null, new GlpiOptions.Maintenance(5, "host"))))
                        .withMaintenance(new GlpiOptions.Maintenance(2, null)),
                AwxOptions.of(
                                "https://awx.example.org",
                                auth,
                                Map.of("acme", new AwxOptions.Tenant("Default", Set.of("*"))))
                        .withBreaker(new BreakerOptions(
                                20, 5, Duration.ofSeconds(3), Duration.ofMillis(100), Duration.ofSeconds(9))),
                DeliverTuning.DEFAULT.withSettle(2000));
    }

    @Test
    void deliverSettingsComeBackAsTheyWere() {
        for (AwxOptions.Auth auth : new AwxOptions.Auth[] {
            new AwxOptions.Bearer(SecretRef.environment("AWX")), new AwxOptions.Basic("weir", SecretRef.file("/p"))
        }) {
            DeliverSettings settings = deliver(SecretRef.environment("GLPI_APP"), auth);
            assertThat(SettingsJson.read(SettingsJson.write(settings), DeliverSettings.class))
                    .isEqualTo(settings);
        }
    }

    @Test
    void notificationsComeBackAsTheyWere() {
        NotificationOptions notifications = new NotificationOptions(
                Map.of(
                        "acme",
                        new NotificationOptions.Tenant(
                                List.of(
                                        new Channel(
                                                "mail",
                                                new Channel.Email(List.of("a@example.org"), "weir@example.org"),
                                                null,
                                                null),
                                        new Channel(
                                                "ops", null, new Channel.Slack(SecretRef.environment("SLACK")), null),
                                        new Channel(
                                                "pager",
                                                null,
                                                null,
                                                new Channel.Webhook("https://p", SecretRef.file("/run/secrets/p")))),
                                List.of(new Route(
                                        List.of(Severity.CRITICAL),
                                        List.of("team=\"web\""),
                                        List.of("mail", "pager"),
                                        List.of(Phase.OPENED, Phase.RESOLVED))))),
                new Smtp("mail.example.org", null, Smtp.Tls.STARTTLS, "weir", SecretRef.environment("SMTP")),
                60_000L,
                null);
        DeliverSettings settings = deliver(
                        SecretRef.environment("APP"), new AwxOptions.Bearer(SecretRef.environment("AWX")))
                .withNotifications(notifications);
        String json = SettingsJson.write(settings);
        assertThat(SettingsJson.read(json, DeliverSettings.class)).isEqualTo(settings);
        assertThat(notifications.smtp().port()).isEqualTo(587);
        assertThatThrownBy(() -> SettingsJson.read(json.replace("env:SLACK", "https://hush"), DeliverSettings.class))
                .hasMessageContaining("notifications.tenants.acme.channels.[1].slack.url: expected env:NAME")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() ->
                        SettingsJson.read(json.replace("\"mail\",\"pager\"", "\"foreign\""), DeliverSettings.class))
                .hasMessageContaining("the tenant has no channel foreign");
    }

    @Test
    void correlateSettingsComeBackAsTheyWere() {
        CorrelateSettings settings = CorrelateSettings.of(
                        KafkaSettings.of("k:9092", "weir-correlate").withGuarantee(Guarantee.AT_LEAST_ONCE),
                        EngineSettings.of(null).withParallelism(3),
                        "version: \"1\"\n")
                .withTickEvery(0);
        assertThat(SettingsJson.fromArguments(
                        new String[] {"--settings", SettingsJson.write(settings)}, CorrelateSettings.class))
                .isEqualTo(settings);
    }

    @Test
    void whatIsLeftOutHasTheDefault() {
        CorrelateSettings settings = SettingsJson.read("{\"kafka\":" + KAFKA + "}}", CorrelateSettings.class);
        assertThat(settings.directiveLeadMs()).isEqualTo(2000);
        assertThat(settings.tickEveryMs()).isEqualTo(5000);
        assertThat(settings.engine().maxParallelism()).isEqualTo(128);
        assertThat(settings.kafka().guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(settings.kafka().startFrom()).isEqualTo(StartFrom.EARLIEST);
    }

    @Test
    void settingsTravelToTasks() throws Exception {
        DeliverSettings settings =
                deliver(SecretRef.environment("GLPI_APP"), new AwxOptions.Bearer(SecretRef.environment("AWX")));
        assertThat(InstantiationUtil.clone(settings)).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "{\"kafka\":KAFKA},\"nonsense\":1}@nonsense: not known",
                "{\"kafka\":KAFKA,\"brokers\":1}}@kafka.brokers: not known",
                "{\"kafka\":KAFKA},\"tickEveryMs\":\"5\"}@tickEveryMs:",
                "{\"kafka\":KAFKA},\"tickEveryMs\":-1}@tickEveryMs: expected a number of at least 0, found -1",
                "{\"kafka\":KAFKA,\"guarantee\":\"maybe\"}}@kafka.guarantee:",
                "{\"kafka\":KAFKA,\"startFrom\":\"timestamp\"}}@kafka.startAtMs: expected a time",
                "{\"kafka\":KAFKA,\"partitions\":{\"x\":1}}}@kafka.partitions.x: expected one of",
                "{\"kafka\":KAFKA,\"properties\":{\"ssl.key.password\":\"hunter2\"}}}@kafka.properties.ssl.key.password",
                "{}@kafka: expected a value",
                "null@settings: expected a value",
                "{@settings: not JSON",
            })
    void whatIsWrongIsNamedWithItsPath(String json, String message) {
        assertThatThrownBy(() -> SettingsJson.read(json.replace("KAFKA", KAFKA), CorrelateSettings.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aLiteralSecretIsNotWritten() {
        DeliverSettings settings =
                deliver(SecretRef.literal("hunter2"), new AwxOptions.Bearer(SecretRef.environment("AWX")));
        assertThatThrownBy(() -> SettingsJson.write(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("literal secret")
                .hasMessageNotContaining("hunter2");
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void aLiteralSecretIsNotReadNorRepeated() {
        String json = SettingsJson.write(
                        deliver(SecretRef.environment("APP"), new AwxOptions.Bearer(SecretRef.environment("AWX"))))
                .replace("env:APP", "hunter2");
        assertThatThrownBy(() -> SettingsJson.read(json, DeliverSettings.class))
                .hasMessageContaining("glpi.appToken: expected env:NAME or file:/path")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void oneArgumentPairOnly() {
        assertThatThrownBy(() -> SettingsJson.fromArguments(new String[] {"{}"}, CorrelateSettings.class))
                .hasMessageContaining("--settings JSON");
    }
}
