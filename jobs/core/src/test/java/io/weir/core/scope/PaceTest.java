package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Incidents that open together are not updated together, and none more often than its rule allows. */
class PaceTest {
    private static final long EVERY_MS = 30_000;
    private static final int SCOPES = 2_000;

    private static long pauseOf(int scope) {
        return Pace.pauseMs("acme|" + Integer.toHexString(scope * 0x9E3779B9), EVERY_MS);
    }

    @Test
    void aPauseIsThatOfTheRuleAndUpToAQuarterMore() {
        assertThat(IntStream.range(0, SCOPES).mapToLong(PaceTest::pauseOf))
                .allMatch(pause -> pause >= EVERY_MS && pause < EVERY_MS * 5 / 4);
    }

    @Test
    void noTenthOfTheQuarterHasMuchMoreThanATenthOfTheScopes() {
        Map<Long, Long> tenths = IntStream.range(0, SCOPES)
                .mapToObj(scope -> (pauseOf(scope) - EVERY_MS) / (EVERY_MS / 40))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(tenths).hasSize(10);
        assertThat(tenths.values()).allMatch(scopes -> scopes < SCOPES / 10 * 3 / 2);
    }

    @Test
    void aScopeKeepsItsPause() {
        assertThat(pauseOf(7)).isEqualTo(pauseOf(7)).isNotEqualTo(pauseOf(8));
    }

    @Test
    void whoWantsEachChangeAtOnceGetsIt() {
        assertThat(Pace.pauseMs("acme|x", 0)).isZero();
    }
}
