package io.weir.bridge.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser on its seeds and on some hundred changed ones, always the same. {@code -Dweir.fuzz.inputs=N} tries N of
 * each, {@code -Dweir.fuzz.seed=N} others; Jazzer goes further, see {@link JazzerEntry}.
 */
class MutatedInputsTest {
    private static final int INPUTS = Integer.getInteger("weir.fuzz.inputs", 500);
    private static final long SEED = Long.getLong("weir.fuzz.seed", 0);

    static List<FuzzTarget> targets() {
        return FuzzTargets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whateverComesTheParserKeepsItsWord(FuzzTarget target) {
        target.seeds().forEach(seed -> attempt(target, seed));
        attempt(target, new byte[0]);
        Mutation mutation = new Mutation(target.seeds(), target.name().hashCode() + SEED);
        for (int i = 0; i < INPUTS; i++) {
            attempt(target, mutation.next());
        }
    }

    private static void attempt(FuzzTarget target, byte[] input) {
        try {
            target.trial().accepts(input.clone());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    target + " on " + Base64.getEncoder().encodeToString(input) + "\n"
                            + new String(input, 0, Math.min(input.length, 500), StandardCharsets.UTF_8),
                    e);
        }
    }
}
