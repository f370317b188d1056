package io.weir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    private static final PrometheusText METRICS = new PrometheusText("""
            # HELP a_total Something {with} 7 braces
            # TYPE a_total counter
            a_total{tenant="x",note="} 5"} 2.0
            a_total{tenant="y"} 1.5E1
            b 4
            c NaN
            """);

    @Test
    void addsUpTheSamplesOfTheNamesThatAreWanted() {
        assertThat(METRICS.sum("a_total"::equals)).isEqualTo(17);
        assertThat(METRICS.sum("b"::equals)).isEqualTo(4);
        assertThat(METRICS.sum(name -> true)).isEqualTo(21);
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertThat(METRICS.sum("absent"::equals)).isZero();
        assertThat(METRICS.sum("c"::equals)).isZero();
    }
}
