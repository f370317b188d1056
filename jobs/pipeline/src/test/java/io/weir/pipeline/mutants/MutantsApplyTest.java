package io.weir.pipeline.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mutant can still be made; whether it is caught is told by {@code jobs/mutants}. */
class MutantsApplyTest {
    static List<Mutant> mutants() {
        return Mutant.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void itsTextOccursOnce(Mutant mutant) throws Exception {
        assertThat(mutant.occurrences())
                .as("%s: %s", mutant.file(), mutant.find())
                .isEqualTo(1);
        for (String test : mutant.tests()) {
            assertThat(Class.forName(test)).isNotNull();
        }
    }

    @Test
    void namesAreUniqueAndThereAreEnough() {
        assertThat(mutants()).extracting(Mutant::name).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(12);
    }
}
