package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes first when memory is short. */
class StateCacheTest {
    private static final long MOST = 4_000;

    private final Map<String, Box> stored = new HashMap<>();
    private String key;
    private StateCache<Box> cache;

    /** A state of some weight, a part of which it can make again. */
    private static final class Box {
        private final long base;
        private long spare;

        Box(long base, long spare) {
            this.base = base;
            this.spare = spare;
        }
    }

    @BeforeEach
    void setUp() {
        StateShelf<Box> shelf = new StateShelf<>() {
            @Override
            public Box read() {
                return stored.get(key);
            }

            @Override
            public void write(Box state) {
                stored.put(key, state);
            }

            @Override
            public void clear() {
                stored.remove(key);
            }
        };
        StateCache.Weight<Box> weight = new StateCache.Weight<>() {
            @Override
            public long bytesOf(Box box) {
                return box.base + box.spare;
            }

            @Override
            public long spareOf(Box box) {
                return box.spare;
            }

            @Override
            public void lighten(Box box) {
                box.spare = 0;
            }
        };
        cache = new StateCache<>(shelf, wanted -> key = (String) wanted, weight, MOST);
    }

    private Box work(String wanted, long base, long spare) throws Exception {
        key = wanted;
        Box box = cache.get(wanted);
        box = box == null ? new Box(base, spare) : box;
        box.spare = spare;
        cache.put(wanted, box);
        return box;
    }

    @Test
    void whatWasNotWorkedOnForLongestDoesWithoutWhatItCanMakeAgain() throws Exception {
        Box first = work("first", 100, 400);
        Box second = work("second", 100, 400);
        assertThat(first.spare + second.spare).isEqualTo(800);
        work("first", 100, 400);
        Box third = work("third", 100, 400);
        assertThat(second.spare).as("the oldest of three").isZero();
        assertThat(first.spare).isEqualTo(400);
        assertThat(third.spare).isEqualTo(400);
        assertThat(stored).as("nobody had to go").isEmpty();
    }

    @Test
    void theOneThatIsWorkedOnKeepsItHoweverMuchItIs() throws Exception {
        Box small = work("small", 100, 400);
        Box large = work("large", 100, 3_000);
        assertThat(small.spare).isZero();
        assertThat(large.spare).isEqualTo(3_000);
    }

    @Test
    void whoeverDoesNotFitIsWrittenAndReadAgain() throws Exception {
        Box first = work("first", 1_500, 0);
        work("second", 1_500, 500);
        assertThat(stored).isEmpty();
        work("third", 1_500, 0);
        assertThat(stored).containsOnlyKeys("first");
        assertThat(key).as("the current key").isEqualTo("third");
        assertThat(work("first", 1_500, 0)).isSameAs(first);
        assertThat(stored).containsOnlyKeys("first", "second");
    }
}
