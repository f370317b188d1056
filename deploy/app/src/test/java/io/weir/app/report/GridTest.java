package io.weir.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    @ParameterizedTest
    @CsvSource({
        "PT1M, 96, PT1S",
        "PT10H, 96, PT15M",
        "PT10H, 720, PT1M",
        "P30D, 96, PT12H",
        "P400D, 96, P7D",
        "P2000D, 96, P21D"
    })
    void cellsAreOfALengthThatPeopleCountIn(Duration period, int atMost, Duration step) {
        long from = 1_793_651_234_567L;
        Grid grid = Grid.of(new Period(from, from + period.toMillis()), atMost);
        assertThat(Duration.ofMillis(grid.step())).isEqualTo(step);
        assertThat(grid.cells()).isLessThanOrEqualTo(atMost + 1);
        assertThat(grid.from() % grid.step()).isZero();
        assertThat(grid.cell(from)).isZero();
        assertThat(grid.cell(from - 1_000_000_000_000L)).isZero();
        assertThat(grid.cell(from + period.toMillis() - 1)).isEqualTo(grid.cells() - 1);
        assertThat(grid.cell(Long.MAX_VALUE / 2)).isEqualTo(grid.cells() - 1);
    }
}
