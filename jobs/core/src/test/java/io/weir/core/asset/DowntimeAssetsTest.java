package io.weir.core.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Downtime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DowntimeAssetsTest {
    private static final List<String> ALL = List.of("db-01", "WEB-01", "web-02", "web-03", "web.example.org");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            instance="web-01";                               web-01
            instance="web-01:9100";                          web-01
            instance=~"web-01|web-02";                       web-01,web-02
            instance=~"(web-01|web-02):9100";                web-01,web-02
            instance=~"(?:web-01|web-02)(:[0-9]+)?";         web-01,web-02
            instance=~"web-01:.*";                           web-01
            instance=~"web\\.example\\.org:\\d+";            web.example.org
            """)
    void namesStandInTheMatcher(String matcher, String names) {
        assertThat(assets(matcher).named()).containsExactly(names.split(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            instance=~"web-0[12]";        WEB-01,web-02
            instance=~"web-.+:9100";      WEB-01,web-02,web-03
            instance=~"web-0[0-9](:.*)?"; WEB-01,web-02,web-03
            instance=~".+";               db-01,WEB-01,web-02,web-03,web.example.org
            """)
    void aPatternIsTriedOnTheMachinesThereAre(String matcher, String names) {
        assertThat(assets(matcher).named()).isNull();
        assertThat(assets(matcher).among(ALL)).containsExactly(names.split(","));
    }

    @Test
    void allMatchersCount() {
        assertThat(assets("instance=~\"web-.+\"", "instance!=\"web-01:9100\"").among(ALL))
                .containsExactly("web-02", "web-03");
        assertThat(assets("instance=~\"web-01|web-02\"", "instance!=\"web-02\"").named())
                .containsExactly("web-01");
    }

    @Test
    void aDowntimeOfAnAlertIsNoMaintenanceOfTheMachine() {
        assertThat(assets("instance=\"web-01\"", "alertname=\"DiskFull\"")).isNull();
        assertThat(assets("job=\"node\"")).isNull();
    }

    @Test
    void whatNamesNoMachineIsNotAboutMachines() {
        assertThat(assets("instance!=\"web-01\"")).isNull();
        assertThat(assets("instance=\"\"")).isNull();
        assertThat(assets("instance=~\".*\"")).isNull();
        assertThat(assets("not a matcher")).isNull();
    }

    private static DowntimeAssets assets(String... matchers) {
        return DowntimeAssets.of(
                new Downtime("d1", 1, Downtime.Status.ACTIVE, List.of(matchers), 0L, 1L, null, null, null, null),
                "instance");
    }
}
