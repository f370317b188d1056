package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.replay.Grouping.Episode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreTest {
    /** Faults A (5 episodes) and B (4), two of noise. */
    private static final Map<Episode, String> TRUTH = new LinkedHashMap<>();

    static {
        for (int i = 0; i < 5; i++) {
            TRUTH.put(new Episode("a" + i, 1_000), "A");
        }
        for (int i = 0; i < 4; i++) {
            TRUTH.put(new Episode("b" + i, 2_000), "B");
        }
        TRUTH.put(new Episode("n0", 3_000), "");
        TRUTH.put(new Episode("n1", 3_000), "");
    }

    private static Set<Episode> episodes(long startsAt, String... fingerprints) {
        Set<Episode> episodes = new LinkedHashSet<>();
        for (String fingerprint : fingerprints) {
            episodes.add(new Episode(fingerprint, startsAt));
        }
        return episodes;
    }

    @Test
    void whatTheTruthSaysIsPerfect() {
        Score score = Score.of(
                TRUTH,
                Map.of(
                        "x", episodes(1_000, "a0", "a1", "a2", "a3", "a4"),
                        "y", episodes(2_000, "b0", "b1", "b2", "b3"),
                        "z", episodes(3_000, "n0", "n1")));
        assertThat(score.toString())
                .isEqualTo("alerts=9 faults=2 incidents=3 missing=0 V=1.000 hom=1.000 com=1.000 pairP=1.000 pairR=1.000"
                        + " pairF=1.000 frag=1.00 leak=0.000");
    }

    /** Numbers of an implementation of its own, in another language. */
    @Test
    void mixedSpreadMissingAndLeaked() {
        Map<String, Set<Episode>> groups = new LinkedHashMap<>();
        Set<Episode> mixed = episodes(1_000, "a0", "a1", "a2");
        mixed.addAll(episodes(2_999, "b0"));
        mixed.addAll(episodes(3_000, "n0"));
        groups.put("x", mixed);
        groups.put("y", episodes(2_000, "b1", "b2", "b0"));
        groups.put("z", episodes(3_000, "n1"));
        assertThat(Score.of(TRUTH, groups).toString())
                .isEqualTo(
                        "alerts=9 faults=2 incidents=3 missing=3 V=0.413 hom=0.636 com=0.306 pairP=0.571 pairR=0.250 pairF=0.348 frag=3.00 leak=0.500");
    }

    @Test
    void nothingFoundMixesNothing() {
        Score score = Score.of(TRUTH, Map.of());
        assertThat(score.missing()).isEqualTo(11);
        assertThat(score.homogeneity()).isEqualTo(1);
        assertThat(score.pairF()).isZero();
        assertThat(score.leak()).isZero();
    }
}
