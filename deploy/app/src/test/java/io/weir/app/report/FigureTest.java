package io.weir.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.report.Figure.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({
        "count, 10, 8, lower, BETTER, 10, 8, −2 (−20_%)",
        "count, 10, 8, higher, WORSE, 10, 8, −2 (−20_%)",
        "count, 0, 3, lower, WORSE, 0, 3, +3",
        "count, 12345, 12345, lower, SAME, 12_345, 12_345, –",
        "count, 10, 8, neither, OTHER, 10, 8, −2 (−20_%)",
        "count, , 8, lower, UNKNOWN, –, 8, –",
        "count, , , lower, SAME, –, –, –",
        "share, 0.94, 0.951, higher, BETTER, 94.0_%, 95.1_%, +1.1_points",
        "ms, 31000, 64000, lower, WORSE, 31_s, 1_min 4_s, +33_s (+106_%)"
    })
    void saysHowItComparesAndByHowMuch(
            String unit,
            Double before,
            Double after,
            String better,
            Reading reading,
            String was,
            String is,
            String by) {
        Figure figure = new Figure("tickets", unit, before, after, better);
        assertThat(figure.reading()).isEqualTo(reading);
        assertThat(figure.text(before).replace(Words.THIN, '_')).isEqualTo(was);
        assertThat(figure.text(after).replace(Words.THIN, '_')).isEqualTo(is);
        assertThat(figure.change().replace(Words.THIN, '_')).isEqualTo(by);
    }
}
