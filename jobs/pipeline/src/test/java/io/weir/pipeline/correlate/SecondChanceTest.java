package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who goes, and who is spared once. */
class SecondChanceTest {
    private final SecondChance<Integer> values = new SecondChance<>();

    private void put(String... keys) {
        for (String key : keys) {
            values.put(key, key.length());
        }
    }

    @Test
    void theOldestGoesFirst() {
        put("a", "bb", "ccc");
        assertThat(values.take(null)).isEqualTo(Map.entry("a", 1));
        assertThat(values.take(null)).isEqualTo(Map.entry("bb", 2));
        assertThat(values.size()).isEqualTo(1);
    }

    @Test
    void whatWasUsedIsSparedOnce() {
        put("a", "bb", "ccc");
        assertThat(values.use("a")).isEqualTo(1);
        assertThat(values.take(null).getKey()).isEqualTo("bb");
        put("dddd");
        assertThat(values.take(null).getKey()).isEqualTo("ccc");
        assertThat(values.take(null).getKey()).as("not used again").isEqualTo("a");
    }

    @Test
    void whatIsReplacedIsUsed() {
        put("a", "bb");
        values.put("a", 7);
        assertThat(values.take(null).getKey()).isEqualTo("bb");
        assertThat(values.use("a")).isEqualTo(7);
    }

    @Test
    void theOneAskedForLastIsNotThereOnceItIsGone() {
        put("a", "bb");
        assertThat(values.use("a")).isEqualTo(1);
        values.remove("a");
        assertThat(values.use("a")).isNull();
        values.put("a", 8);
        assertThat(values.use("a")).isEqualTo(8);

        assertThat(values.take(null).getKey()).isEqualTo("bb");
        assertThat(values.take(null).getKey()).isEqualTo("a");
        assertThat(values.use("a")).isNull();
    }

    @Test
    void usedAgainAndAgainItIsStillUsed() {
        put("a", "bb", "ccc");
        assertThat(values.use("a")).isEqualTo(1);
        assertThat(values.take(null).getKey()).as("takes the flag of a").isEqualTo("bb");
        assertThat(values.use("a")).isEqualTo(1);
        put("dddd");
        assertThat(values.take(null).getKey()).isEqualTo("ccc");
        assertThat(values.take(null).getKey()).as("a is used").isEqualTo("dddd");
    }

    @Test
    void whenAllAreUsedTheOldestGoes() {
        put("a", "bb", "ccc");
        for (String key : new String[] {"a", "bb", "ccc"}) {
            values.use(key);
        }
        assertThat(values.take(null).getKey()).isEqualTo("a");
    }

    @Test
    void oneIsSparedInAnyCase() {
        put("a", "bb");
        assertThat(values.take("a").getKey()).isEqualTo("bb");
        assertThat(values.take("a")).isNull();
        assertThat(values.use("a")).isEqualTo(1);
        values.remove("a");
        assertThat(values.take(null)).isNull();
        assertThat(values.use("a")).isNull();
    }
}
