package io.weir.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.bridge.reconcile.Pace;
import io.weir.bridge.reconcile.PolledSource;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Smtp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code deploy/weir.example.yaml} documents what the parser knows, no more and no less. */
class ExampleConfigTest {
    private static final Path EXAMPLE = Path.of("../weir.example.yaml");
    private static final Pattern KEY = Pattern.compile("(?m)^\\s*(?:# )?\\s*(?:- )?(\\w+):(?: |$)");
    /** One unknown key in every section, so that each tells which keys it knows. */
    private static final String ASKING_EVERY_SECTION = """
            qqqqqqqq: 1
            bridge: {qqqqqqqq: 1}
            kafka:
              qqqqqqqq: 1
              embedded: {qqqqqqqq: 1}
              topics: {qqqqqqqq: 1, retention: {qqqqqqqq: 1}}
            flink: {qqqqqqqq: 1}
            clock: {qqqqqqqq: 1}
            deliver: {qqqqqqqq: 1}
            tenants:
              - qqqqqqqq: 1
                name: a
                tokens: [{qqqqqqqq: 1, value: x}]
                glpi: {qqqqqqqq: 1}
                awx: {qqqqqqqq: 1, guardrails: {qqqqqqqq: 1}}
                reconcile: [{alertmanager: {qqqqqqqq: 1}}, {uptimeKuma: {qqqqqqqq: 1}}, {qqqqqqqq: 1}]
                notifications:
                  qqqqqqqq: 1
                  channels:
                    - {qqqqqqqq: 1, name: a, email: {qqqqqqqq: 1}}
                    - {qqqqqqqq: 1, name: b, slack: {qqqqqqqq: 1, url: {qqqqqqqq: 1}}}
                    - {qqqqqqqq: 1, name: c, webhook: {qqqqqqqq: 1, secret: {qqqqqqqq: 1}}}
                  routes: [{qqqqqqqq: 1}]
            operators: {qqqqqqqq: 1, tokens: [{qqqqqqqq: 1, value: y}]}
            glpi: {qqqqqqqq: 1, appToken: {qqqqqqqq: 1}, maintenance: {qqqqqqqq: 1}}
            awx: {qqqqqqqq: 1, username: a, guardrails: {qqqqqqqq: 1}}
            notifications: {qqqqqqqq: 1}
            smtp: {qqqqqqqq: 1, host: a, username: a, password: {qqqqqqqq: 1, value: x}}
            """;

    @Test
    void itIsAConfiguration() {
        WeirConfig config = ConfigFile.read(EXAMPLE);
        assertThat(config.tenants()).extracting(TenantConfig::name).containsExactly("example");
        assertThat(config.operators()).hasSize(2);
        assertThat(config.kafka().bootstrap()).isPresent();
        assertThat(config.glpi().orElseThrow().tenants())
                .containsEntry("example", new GlpiOptions.Tenant(1, 3, 2, 7, 7));
        assertThat(config.awx().orElseThrow().tenants().get("example").allows("restart service"))
                .isTrue();
        assertThat(config.notifications().orElseThrow().tenants().get("example").channels())
                .hasSize(3);
    }

    @Test
    void theValuesItShowsAsDefaultsAreTheDefaults() {
        WeirConfig example = ConfigFile.read(EXAMPLE);
        WeirConfig least =
                ConfigFile.parse("""
                tenants: [{name: a, tokens: [{value: x}], glpi: {entity: 0}}]
                glpi: {url: "https://glpi.example.org/apirest.php", userToken: {value: x}}
                awx: {url: "https://awx.example.org", token: {value: x}}
                """, EXAMPLE.toAbsolutePath().normalize().getParent());
        assertThat(least.data()).isEqualTo(example.data());
        assertThat(least.bridge())
                .isEqualTo(new BridgeConfig(
                        example.bridge().host(),
                        example.bridge().port(),
                        Optional.empty(),
                        example.bridge().maxBodyBytes(),
                        example.bridge().limits(),
                        example.bridge().intake(),
                        example.bridge().stopNotice(),
                        example.bridge().listsPercent()));
        assertThat(least.flink()).isEqualTo(example.flink());
        assertThat(least.clock()).isEqualTo(example.clock());
        assertThat(least.kafka().topics()).isEqualTo(example.kafka().topics());
        assertThat(example.tenants().get(0).reconcile())
                .extracting(PolledSource::pace)
                .containsOnly(Pace.every(Duration.ofMinutes(1)));
        GlpiOptions glpi = least.glpi().orElseThrow();
        GlpiOptions shown = example.glpi().orElseThrow();
        assertThat(glpi.timeout()).isEqualTo(shown.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(glpi.settle()).isEqualTo(shown.settle());
        assertThat(glpi.maxConcurrent()).isEqualTo(shown.maxConcurrent());
        assertThat(glpi.webUrl()).isEqualTo(shown.webUrl());
        NotificationOptions notifications = example.notifications().orElseThrow();
        assertThat(notifications.giveUpAfterMs()).isEqualTo(NotificationOptions.DEFAULT_GIVE_UP_MS);
        assertThat(notifications.timeoutMs()).isEqualTo(NotificationOptions.DEFAULT_TIMEOUT_MS);
        assertThat(new Smtp("mail.example.org", null, null, null, null))
                .isEqualTo(new Smtp(
                        "mail.example.org",
                        notifications.smtp().port(),
                        notifications.smtp().tls(),
                        null,
                        null));
        AwxOptions awx = least.awx().orElseThrow();
        assertThat(awx.basePath()).isEqualTo(example.awx().orElseThrow().basePath());
        assertThat(awx.timeout()).isEqualTo(example.awx().orElseThrow().timeout());
        assertThat(awx.settle()).isEqualTo(example.awx().orElseThrow().settle());
        assertThat(awx.runTimeout()).isEqualTo(example.awx().orElseThrow().runTimeout());
        assertThat(awx.guardrails())
                .isEqualTo(example.awx().orElseThrow().guardrails())
                .isEqualTo(AwxOptions.Guardrails.DEFAULT);
    }

    @Test
    void everyKeyOfTheParserIsInIt() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher keys = KEY.matcher(Files.readString(EXAMPLE));
        while (keys.find()) {
            documented.add(keys.group(1));
        }
        assertThat(documented).containsAll(knownKeys());
    }

    private static Set<String> knownKeys() {
        InvalidDocumentException refused = catchThrowableOfType(
                InvalidDocumentException.class, () -> ConfigFile.parse(ASKING_EVERY_SECTION, Path.of("")));
        Set<String> known = new TreeSet<>();
        int sections = 0;
        for (Problem problem : refused.problems()) {
            if (problem.path().endsWith("qqqqqqqq") || problem.path().endsWith("…")) {
                sections++;
                String list = problem.remedy().substring("remove it; known here: ".length());
                known.addAll(Set.of(list.split(", ")));
            }
        }
        assertThat(sections).as("sections that were asked").isEqualTo(37);
        return known;
    }
}
