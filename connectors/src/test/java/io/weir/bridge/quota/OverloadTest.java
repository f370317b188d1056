package io.weir.bridge.quota;

import static io.weir.bridge.quota.Overload.Step.NOTHING;
import static io.weir.bridge.quota.Overload.Step.RESOLVE;
import static io.weir.bridge.quota.Overload.Step.TELL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverloadTest {
    private final Overload overload = new Overload();

    private Overload.Step look(long at, long waiting) {
        Overload.Step step = overload.look(at, waiting);
        if (step == TELL) {
            overload.told(at);
        }
        return step;
    }

    @Test
    void aBurstOfRepeatsIsNothingToBeTold() {
        overload.folded(0, 500);
        assertThat(look(1_000, 0)).isEqualTo(NOTHING);
        assertThat(look(6_000, 0)).isEqualTo(NOTHING);
        overload.folded(20_000, 500);
        assertThat(look(20_500, 0)).as("another burst").isEqualTo(NOTHING);
    }

    @Test
    void whatLastsIsToldAgainAndAgainUntilItIsCalmForAMinute() {
        for (long at = 0; at <= 10_000; at += 1_000) {
            overload.folded(at, 10);
            assertThat(look(at, 0)).as("at %d", at).isEqualTo(at < 10_000 ? NOTHING : TELL);
        }
        assertThat(overload.folded()).isEqualTo(110);
        assertThat(look(39_000, 0)).isEqualTo(NOTHING);
        assertThat(look(40_000, 0)).as("refreshed").isEqualTo(TELL);
        assertThat(look(69_999, 0)).isEqualTo(NOTHING);
        assertThat(look(70_000, 0)).isEqualTo(RESOLVE);
    }

    @Test
    void whatWaitsIsToldSoonAndUntilItIsDrained() {
        overload.delayed(0, 1);
        assertThat(look(1_000, 1)).isEqualTo(NOTHING);
        assertThat(look(2_000, 1)).isEqualTo(TELL);
        assertThat(look(32_000, 1)).isEqualTo(TELL);
        assertThat(look(62_000, 1)).isEqualTo(TELL);
        assertThat(look(92_000, 0)).isEqualTo(TELL);
        assertThat(look(121_999, 0)).isEqualTo(NOTHING);
        assertThat(look(122_000, 0)).isEqualTo(RESOLVE);
    }
}
