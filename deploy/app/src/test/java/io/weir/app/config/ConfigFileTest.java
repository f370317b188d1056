package io.weir.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final String TENANT = "tenants: [{name: a, tokens: [{value: x}]}]\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bridge: {prot: 1}                        | bridge.prot           | did you mean port?",
                "bridge: {port: 70000}                    | bridge.port           | a whole number from 0 to 65535",
                "bridge: {port: '8080'}                   | bridge.port           | write it without quotes",
                "bridge: {maxBodyBytes: 10}               | bridge.maxBodyBytes   | from 65536 to",
                "bridge: [8080]                           | bridge                | expected a map",
                "kafka: {bootstrap: localhost}            | kafka.bootstrap       | expected host:port",
                "kafka: {properties: {a: b}}              | kafka.properties      | the embedded broker takes none",
                "kafka: {bootstrap: 'h:1', embedded: {}}  | kafka.embedded        | there is no embedded broker",
                "kafka: {bootstrap: 'h:1', properties: {ssl.key.password: abc}} | kafka.properties | ${env:NAME}",
                "kafka: {bootstrap: 'h:1', properties: {SSL.KEYSTORE.PASSWORD: abc}} | kafka.properties | ${env:NAME}",
                "kafka: {bootstrap: 'h:1', properties: {ssl.key.password: 'x${env:A}'}} | kafka.properties | found a secret",
                "kafka: {bootstrap: 'h:1', properties: {sasl.jaas.config: 'O required clientId=\"x\" clientSecret=\"y\";'}} "
                        + "| kafka.properties | found a secret",
                "kafka: {topics: {partitions: 0}}         | kafka.topics.partitions | from 1 to 1024",
                "kafka: {topics: {retention: {alerts: 5}}} | kafka.topics.retention.alerts | add the unit",
                "flink: {stateBackend: rocks}             | flink.stateBackend    | one of heap, rocksdb",
                "flink: {guarantee: once}                 | flink.guarantee       | one of exactly-once, at-least-once",
                "flink: {parallelism: many}               | flink.parallelism     | a whole number",
                "clock: {tickEvery: 1ms}                  | clock.tickEvery       | a duration from 50ms to 1m",
                "awx: {url: 'http://awx', token: {value: x}} | awx                | add a glpi section",
                "glpi: {userToken: {value: x}}            | glpi.url              | expected an address",
                "glpi: {url: 'http://g'}                  | glpi.userToken        | add env, file or value",
                "glpi: {url: 'http://g', userToken: {value: x, env: Y}} | glpi.userToken | exactly one of env, file",
                "glpi: {url: 'ftp://g', userToken: {value: x}} | glpi.url         | begins with http:// or https://",
                "glpi: {url: 'http://g', userToken: {value: x}} | tenants[0].glpi.entity | expected a whole number",
                "awx: {url: 'http://a', token: {value: x}, username: u} | awx.token | either token, or username",
                "awx: {url: 'http://a', username: u}      | awx.password          | add env, file or value",
                "awx: {url: 'http://a', basePath: api, token: {value: x}} | awx.basePath | begins and ends with a slash",
                "operators: {}                            | operators.tokens      | at least one token",
                "operators: {tokens: [{}]}                | operators.tokens[0].sha256 | exactly one of",
                "operators: {token: x}                    | operators.token       | did you mean tokens?",
                "deliver: {lease: 2999ms}                 | deliver.lease         | three times flink.checkpointEvery",
                "flink: {checkpointEvery: 11s}            | deliver.lease         | write 33000ms or more",
                "nonsense: 1                              | nonsense              | known here: data, bridge",
            })
    void namesTheKeyAndWhatWasExpected(String yaml, String path, String said) {
        assertThat(problems(TENANT + yaml))
                .anySatisfy(problem ->
                        assertThat(problem.toString()).startsWith(path + ": ").contains(said));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                        | tenants               | at least one tenant",
                "[{tokens: [{value: x}]}]                  | tenants[0].name       | found nothing",
                "[{name: 'A B', tokens: [{value: x}]}]     | tenants[0].name       | lower-case letters",
                "[{name: a}]                               | tenants[0].tokens     | at least one token",
                "[{name: a, tokens: [{}]}]                 | tenants[0].tokens[0].sha256 | exactly one of",
                "[{name: a, tokens: [{sha256: abc}]}]      | tenants[0].tokens[0].sha256 | cannot be read",
                "[{name: a, tokens: [{value: x}], rules: nowhere.yaml}] | tenants[0].rules | no readable file",
                "[{name: a, tokens: [{value: x}], glpi: {entity: 1}}] | tenants[0].glpi | no glpi section",
                "[{name: a, tokens: [{value: x, signs: k}]}, {name: b, tokens: [{value: y, signs: k}]}] "
                        + "| tenants[1].tokens[0].signs | found the one of tenants[0].tokens[0]",
                "[{name: a, tokens: [{value: x, signs: k}, {value: y, signs: k}]}] | tenants[0].tokens[1].signs | of its own",
                "[{name: a, tokens: [{value: x}]}, {name: a, tokens: [{value: y}]}] | tenants[1].name | of its own",
            })
    void namesWhatIsWrongWithATenant(String tenants, String path, String said) {
        assertThat(problems("tenants: " + tenants))
                .anySatisfy(problem ->
                        assertThat(problem.toString()).startsWith(path + ": ").contains(said));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                | alertmanager | either alertmanager or uptimeKuma",
                "{alertmanager: {}, uptimeKuma: {}}                | alertmanager | either alertmanager or uptimeKuma",
                "{alertmanager: {receivers: [weir]}}               | alertmanager.urls | found nothing",
                "{alertmanager: {urls: [am1], receivers: [weir]}}  | alertmanager.urls[0] | http:// or https://",
                "{alertmanager: {urls: ['http://am1']}}            | alertmanager.receivers | found nothing",
                "{alertmanager: {urls: ['http://a'], receivers: []}} | alertmanager.receivers | at least one",
                "{alertmanager: {urls: ['http://a'], receivers: [w], every: 5}} | alertmanager.every | add the unit",
                "{alertmanager: {urls: ['http://a'], receivers: [w], token: {value: x}, username: u}} "
                        + "| alertmanager.token | either token",
                "{alertmanager: {urls: ['http://a'], receivers: [w], username: u}} "
                        + "| alertmanager.password | add env, file or value",
                "{alertmanager: {urls: ['http://a'], receivers: [w], project: true}} | alertmanager.project | unknown key",
                "{uptimeKuma: {apiKey: {value: x}}}                | uptimeKuma.url | expected an address",
                "{uptimeKuma: {url: 'http://k'}}                   | uptimeKuma.apiKey | either apiKey",
                "{uptimeKuma: {url: 'http://k', apiKey: {value: x}, password: {value: y}}} "
                        + "| uptimeKuma.apiKey | either apiKey",
            })
    void namesWhatIsWrongWithASourceToAsk(String entry, String path, String said) {
        assertThat(problems("tenants: [{name: a, tokens: [{value: x}], reconcile: [" + entry + "]}]"))
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith("tenants[0].reconcile[0]." + path + ": ")
                        .contains(said));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "urls: ['http://am:9093'], projectDowntimes: true | urls: ['http://AM:9093/'] | 0",
                "urls: ['http://am:9093'] | urls: ['http://am:9093'], projectDowntimes: true | 1",
                "urls: ['http://am-1'], externalUrls: ['http://am'] "
                        + "| urls: ['http://am-2'], externalUrls: ['http://am'], projectDowntimes: true | 1",
            })
    void refusesToSilenceAnAlertmanagerThatTwoTenantsShare(String first, String second, int refused) {
        assertThat(problems(twoTenants(first, second)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("tenants[" + refused + "].reconcile[0].alertmanager.projectDowntimes: ")
                        .contains("would mute alerts of tenant " + (refused == 0 ? "b" : "a"), "of its own"));
    }

    @Test
    void tenantsMayShareAnAlertmanagerThatNoneSilencesAndSilenceTheirOwn() {
        String shared = "urls: ['http://am:9093']";
        assertThat(ConfigFile.parse(twoTenants(shared, shared), folder).tenants())
                .hasSize(2);
        String own = "urls: ['http://am-%s'], projectDowntimes: true";
        assertThat(ConfigFile.parse(twoTenants(own.formatted("a"), own.formatted("b")), folder)
                        .tenants())
                .hasSize(2);
    }

    private static String twoTenants(String first, String second) {
        String tenant = "{name: %s, tokens: [{value: %s}], reconcile: [{alertmanager: {receivers: [weir], %s}}]}";
        return "tenants: [" + tenant.formatted("a", "x", first) + ", " + tenant.formatted("b", "y", second) + "]";
    }

    @Test
    void refusesOneTokenForTwoTenants() {
        String digest = TokenConfig.digestOf("x");
        String tenant = "{name: %s, tokens: [{sha256: " + digest + "}]}";
        assertThat(problems("tenants: [" + tenant.formatted("a") + ", " + tenant.formatted("b") + "]"))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("tenants[1].tokens[0].sha256", "the same token belongs to tenants[0]");
    }

    @Test
    void refusesOneTokenForATenantAndAnOperator() {
        String token = "{tokens: [{sha256: " + TokenConfig.digestOf("x") + "}]";
        assertThat(problems("tenants: [" + token + ", name: a}]\noperators: " + token + "}"))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("operators.tokens[0].sha256", "the same token belongs to tenants[0]");
    }

    @Test
    void operatorsHaveTokensLikeTenants() {
        WeirConfig config = ConfigFile.parse(TENANT + "operators: {tokens: [{value: hush-1, source: ops}]}", folder);
        assertThat(config.operators()).singleElement().satisfies(token -> {
            assertThat(token.digest()).isEqualTo(TokenConfig.digestOf("hush-1"));
            assertThat(token.source()).contains("ops");
        });
        assertThat(config.toString()).doesNotContain("hush-1");
        assertThat(ConfigFile.parse(TENANT, folder).operators()).isEmpty();
    }

    @Test
    void reportsEverythingAtOnce() {
        assertThat(problems("bridge: {port: x}\nflink: {parallelism: 0}\nfoo: 1"))
                .extracting(Problem::path)
                .contains("bridge.port", "flink.parallelism", "foo", "tenants");
    }

    @Test
    void neverShowsASecret() {
        String said = problems("glpi: {url: 'http://g', userToken: hush-1}\nawx: {url: [1], token: {value: [hush-2]}}")
                .toString();
        assertThat(said).doesNotContain("hush-1", "hush-2").contains("glpi.userToken", "awx.token");
    }

    @Test
    void configurationsNeverPrintSecrets() {
        WeirConfig config = ConfigFile.parse("""
                tenants: [{name: a, tokens: [{value: hush-1}], glpi: {entity: 0}}]
                kafka: {bootstrap: "h:1", properties: {sasl.username: hush-2}}
                glpi: {url: "http://g", userToken: {value: hush-3}}
                awx: {url: "http://a", username: u, password: {value: hush-4}}
                """, folder);
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void aTenantWithoutAUsableNameIsStillAskedForTheRest() {
        assertThat(problems("""
                tenants: [{name: No Good, tokens: [{value: x}], glpi: {entity: 0}}]
                glpi: {url: "http://g", userToken: {value: x}}
                """))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).startsWith("tenants[0].name: "));
    }

    @Test
    void mistakesInATenantsRuleBookNameTheTenantAndTheFile() throws IOException {
        Files.writeString(folder.resolve("broken.yaml"), "version: '1'\nstaleAfter: 5");
        assertThat(problems("tenants: [{name: a, rules: broken.yaml, tokens: [{value: x}]}]"))
                .anySatisfy(problem ->
                        assertThat(problem.toString()).startsWith("tenants[0].rules: broken.yaml staleAfter: "));
    }

    @Test
    void secretsThatCannotBeReadAreNamedAllAtOnce() {
        WeirConfig config = ConfigFile.parse("""
                tenants: [{name: a, tokens: [{env: WEIR_TEST_UNSET_1}, {file: absent}], glpi: {entity: 0}}]
                operators: {tokens: [{env: WEIR_TEST_UNSET_3}]}
                glpi: {url: "http://g", userToken: {env: WEIR_TEST_UNSET_2}}
                """, folder);
        CommandFailure all = catchThrowableOfType(CommandFailure.class, () -> SecretCheck.require(config, true));
        assertThat(all.getMessage().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("tenants[0].tokens[0]: ")
                                .contains("WEIR_TEST_UNSET_1"),
                        line -> assertThat(line)
                                .startsWith("tenants[0].tokens[1]: ")
                                .contains("absent"),
                        line -> assertThat(line)
                                .startsWith("operators.tokens[0]: ")
                                .contains("WEIR_TEST_UNSET_3"),
                        line -> assertThat(line).startsWith("glpi.userToken: ").contains("WEIR_TEST_UNSET_2"));
        CommandFailure tokens = catchThrowableOfType(CommandFailure.class, () -> SecretCheck.require(config, false));
        assertThat(tokens.getMessage()).doesNotContain("glpi");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{name: a, tokens: [{value: x}]}, {name: b, tokens: [{value: y}, {value: x}]}] "
                        + "| tenants[1].tokens[1]: expected a token of its own, found the one of tenants[0].tokens[0]",
                "[{name: a, tokens: [{file: one}]}, {name: b, tokens: [{file: same}]}] | tenants[1].tokens[0]: expected a token",
                "[{name: a, tokens: [{value: x, role: ingest}, {value: x}]}] | tenants[0].tokens[1]: expected a token",
                "[{name: a, tokens: [{value: x, source: am-1}, {value: x, source: am-2}]}] | tenants[0].tokens[1]: expected",
                "[{name: a, tokens: [{value: x}]}, {name: b, tokens: [{sha256: "
                        + "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881}]}] | tenants[1].tokens[0]: expected",
                "[{name: a, tokens: [{value: ops}]}] | operators.tokens[0]: expected a token of its own",
                "[{name: a, tokens: [{value: too-short-to-sign-with, signs: k}]}] "
                        + "| tenants[0].tokens[0]: expected a secret of at least 32 characters",
            })
    void tokensThatCannotBeUsedAreNamedBeforeAnythingStarts(String tenants, String said) throws IOException {
        Files.writeString(folder.resolve("one"), "same-token\n");
        Files.writeString(folder.resolve("same"), "same-token");
        WeirConfig config =
                ConfigFile.parse("tenants: " + tenants + "\noperators: {tokens: [{value: ops, source: desk}]}", folder);
        assertThatThrownBy(() -> SecretCheck.require(config, true))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .message()
                .startsWith(said)
                .hasLineCount(1)
                .doesNotContain("same-token", "too-short");
    }

    @Test
    void whatKafkasPropertiesReferToIsThereBeforeAnythingStarts() throws IOException {
        Path secrets = Files.writeString(folder.resolve("kafka.secrets"), "password=hidden\n");
        WeirConfig config = ConfigFile.parse("""
                kafka:
                  bootstrap: kafka:9093
                  properties:
                    sasl.jaas.config: 'x required username="${env:WEIR_TEST_UNSET_1}" password="${file:%1$s:password}";'
                    ssl.key.password: ${file:%1$s:other}
                    ssl.truststore.password: ${file:%1$s.absent:password}
                tenants: [{name: a, tokens: [{value: x}]}]
                """.formatted(secrets), folder);
        CommandFailure all = catchThrowableOfType(CommandFailure.class, () -> SecretCheck.require(config, false));
        assertThat(all.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(all.getMessage().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("kafka.properties: sasl.jaas.config: expected a value at "
                                        + "${env:WEIR_TEST_UNSET_1}, found none"),
                        line -> assertThat(line)
                                .startsWith("kafka.properties: ssl.key.password: ")
                                .contains(":other}"),
                        line -> assertThat(line)
                                .startsWith("kafka.properties: ssl.truststore.password: ")
                                .contains(".absent:password}"));
    }

    @Test
    void aSourceThatIsAskedWithoutACredentialNeedsNone() {
        WeirConfig config = ConfigFile.parse(
                "tenants: [{name: a, tokens: [{value: x}], reconcile: [{alertmanager: {urls: ['http://127.0.0.1:9093'], receivers: [weir]}}]}]",
                folder);
        assertThatCode(() -> SecretCheck.require(config, true)).doesNotThrowAnyException();
    }

    @Test
    void aTokenMayStandTwiceInOneTenantWhileItIsRenewed() {
        WeirConfig config = ConfigFile.parse(
                "tenants: [{name: a, tokens: [{value: x, source: am}, {sha256: " + TokenConfig.digestOf("x")
                        + ", source: am}]}]",
                folder);
        assertThatCode(() -> SecretCheck.require(config, true)).doesNotThrowAnyException();
    }

    @Test
    void takesPathsRelativeToTheFile() throws IOException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(folder.resolve("rules.yaml"), "version: '1'");
        Files.writeString(folder.resolve("token"), "secret\n");
        Files.writeString(file, "data: here\ntenants: [{name: a, rules: rules.yaml, tokens: [{file: token}]}]");
        WeirConfig config = ConfigFile.read(file);
        assertThat(config.data()).isEqualTo(folder.resolve("here"));
        assertThat(config.tenants().get(0).rules()).contains(folder.resolve("rules.yaml"));
        assertThat(config.tenants().get(0).tokens().get(0).digest()).isEqualTo(TokenConfig.digestOf("secret"));
    }

    @Test
    void leavesWhatItDoesNotKnowToTheDefaults() {
        WeirConfig config = ConfigFile.parse(TENANT, folder);
        assertThat(config.kafka().bootstrap()).isEmpty();
        assertThat(config.glpi()).isEmpty();
        assertThat(config.flink().checkpointEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.data()).isEqualTo(folder.resolve("data"));
    }

    @Test
    void resolvesReferencesInClientProperties() {
        WeirConfig config = ConfigFile.parse(
                TENANT + "kafka: {bootstrap: 'h:1', properties: {sasl.jaas.config: '${env:JAAS}'}}", folder);
        assertThat(config.kafka().clientProperties())
                .containsEntry("sasl.jaas.config", "${env:JAAS}")
                .containsEntry("config.providers", "env,file");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("absent.yaml")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.yaml");
    }

    private List<Problem> problems(String yaml) {
        InvalidDocumentException refused =
                catchThrowableOfType(InvalidDocumentException.class, () -> ConfigFile.parse(yaml, folder));
        assertThat(refused).as("parsing " + yaml).isNotNull();
        return refused.problems();
    }
}
