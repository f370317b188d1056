package io.weir.bridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An input that is refused at once leads nowhere: what lies behind the refusal would hardly be tried. */
class SeedsTest {
    static List<FuzzTarget> targets() {
        return FuzzTargets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatIsMeantToBeAcceptedIs(FuzzTarget target) {
        for (byte[] seed : target.good()) {
            assertThat(isAccepted(target, seed))
                    .as(() -> new String(seed, 0, Math.min(seed.length, 500), StandardCharsets.UTF_8))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void eachParserBeginsWithSomethingThatItAccepts(FuzzTarget target) {
        assertThat(target.seeds().stream().anyMatch(seed -> isAccepted(target, seed)))
                .isTrue();
    }

    private static boolean isAccepted(FuzzTarget target, byte[] seed) {
        return target.trial().accepts(seed.clone());
    }
}
