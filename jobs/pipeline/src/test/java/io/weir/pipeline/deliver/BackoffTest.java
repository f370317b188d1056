package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(1000, 60_000, 7);

    @Test
    void doublesUpToTheLimitBetweenHalfAndWhole() {
        for (int attempt = 1; attempt <= 100; attempt++) {
            long whole = attempt > 6 ? 60_000 : 1000L << (attempt - 1);
            assertThat(backoff.afterMs("acme|i1", attempt))
                    .as("attempt %d", attempt)
                    .isBetween(whole / 2, whole);
        }
    }

    @Test
    void theSameForTheSameSeed() {
        assertThat(new Backoff(1000, 60_000, 7).afterMs("k", 3)).isEqualTo(backoff.afterMs("k", 3));
    }

    @Test
    void spreadsThoseWhoFailTogether() {
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(i -> backoff.afterMs("acme|i" + i, 7))
                        .distinct()
                        .count())
                .isGreaterThan(900);
    }
}
