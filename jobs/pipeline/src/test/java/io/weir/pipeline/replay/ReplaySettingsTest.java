package io.weir.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaHistory;
import io.weir.pipeline.settings.SettingsJson;
import io.weir.schema.Topics;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySettingsTest {
    private static final KafkaHistory KAFKA = new KafkaHistory(
            "k:9092",
            Map.of("sasl.jaas.config", "Module required password=${env:P};"),
            null,
            Map.of(Topics.ALERTS, 6),
            1_000L);
    private static final String DOWNTIME = """
            {"schema":"weir.directive/1","kind":"downtime","tenant":"acme","id":"d1","downtime":{"id":"d1","revision":1,
            "status":"active","matchers":["site=\\"berlin\\""],"from":"2026-03-01T00:00:00Z","to":"2026-03-02T00:00:00Z",
            "author":"ops","comment":"works","createdAt":"2026-03-01T00:00:00Z"}}""";

    @Test
    void comeBackAsTheyWere() throws Exception {
        ReplaySettings kafka = ReplaySettings.of(KAFKA, 2_000, "file:///tmp/results")
                .withTenant("acme")
                .withRules("version: \"1\"")
                .withDowntimes(List.of(DOWNTIME))
                .withEngine(EngineSettings.of("file:///tmp/checkpoints").withParallelism(3));
        ReplaySettings files = ReplaySettings.of(
                new ReplaySettings.Files(
                        List.of(new LogFile.Recorded("/tmp/a", 3), new LogFile.Recorded("/tmp/b", 4)),
                        new LogFile.Recorded("/tmp/d", 1)),
                "version: \"1\"",
                2_000,
                "/tmp/results");
        for (ReplaySettings settings : List.of(kafka, files)) {
            assertThat(SettingsJson.read(SettingsJson.write(settings), ReplaySettings.class))
                    .isEqualTo(settings);
            assertThat(InstantiationUtil.<ReplaySettings>clone(settings)).isEqualTo(settings);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"glpi", "awx", "notifications", "transactionalIdPrefix", "guarantee"})
    void haveNoPlaceForWhatActs(String key) {
        String json = SettingsJson.write(ReplaySettings.of(KAFKA, 2_000, "r"));
        for (String place : List.of("{", "\"kafka\":{")) {
            String more = json.replaceFirst(Pattern.quote(place), "$0\"" + key + "\":\"x\",");
            assertThatThrownBy(() -> SettingsJson.read(more, ReplaySettings.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(key + ": not known");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl.password | hunter2        | kafka.properties.sasl.password",
                "ssl.truststore.password | x    | kafka.properties.ssl.truststore.password"
            })
    void refuseSecrets(String property, String value, String path) {
        assertThatThrownBy(() -> new KafkaHistory("k:9092", Map.of(property, value), null, null, 0L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path)
                .hasMessageNotContaining(value.equals("x") ? "hunter2" : value);
        assertThat(KAFKA.toString()).doesNotContain("env:P");
    }

    @Test
    void refuseWhatIsNoReplay() {
        assertThatThrownBy(() -> ReplaySettings.of(KAFKA, 1_000, "r")).hasMessageContaining("toMs");
        assertThatThrownBy(() -> ReplaySettings.of((KafkaHistory) null, 1_000, "r"))
                .hasMessageContaining("either files or kafka");
        assertThatThrownBy(() -> ReplaySettings.of(KAFKA, 2_000, " ")).hasMessageContaining("results");
        assertThatThrownBy(() -> ReplaySettings.of(KAFKA, 2_000, "r").withDowntimes(List.of("{}")))
                .hasMessageContaining("downtimes");
        String rules = DOWNTIME.replace("\"kind\":\"downtime\"", "\"kind\":\"rules\"");
        assertThatThrownBy(() -> ReplaySettings.of(KAFKA, 2_000, "r").withDowntimes(List.of(rules)))
                .hasMessageContaining("of the kind downtime");
    }
}
