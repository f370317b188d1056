package io.weir.app.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheSmallestThatItsShareDoesNotExceed() {
        List<Double> hundred =
                DoubleStream.iterate(1, i -> i + 1).limit(100).boxed().collect(Collectors.toList());
        Collections.reverse(hundred);
        Latencies latencies = Latencies.of(hundred);
        assertThat(latencies.p50()).isEqualTo(50);
        assertThat(latencies.p99()).isEqualTo(99);
        assertThat(latencies.percentile(0.07)).isEqualTo(7);
        assertThat(latencies.percentile(0)).isEqualTo(1);
        assertThat(latencies.percentile(1)).isEqualTo(100);
    }

    @Test
    void ofFewTheWorstCounts() {
        assertThat(Latencies.of(List.of(3.0, 1.0)).p99()).isEqualTo(3);
        assertThat(Latencies.of(List.of(3.0, 1.0)).p50()).isEqualTo(1);
        assertThat(Latencies.of(List.of(4.0)).p99()).isEqualTo(4);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Latencies.of(List.of()));
    }
}
