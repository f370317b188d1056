package io.weir.bridge.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedIndexTest {
    private final List<String> evicted = new ArrayList<>();
    private final BoundedIndex<String> index = new BoundedIndex<>(3, evicted::add);

    @Test
    void theOldestThatIsOverGoesFirst() {
        put(1, "a", false);
        put(2, "b", true);
        put(3, "c", true);
        put(4, "d", false);

        assertThat(evicted).containsExactly("b");
        put(5, "e", false);
        assertThat(evicted).containsExactly("b", "c");
        put(6, "f", false);
        assertThat(evicted).containsExactly("b", "c", "a");
        assertThat(all()).containsExactly("f", "e", "d");
    }

    @Test
    void anEntryThatMovesIsThereOnce() {
        put(1, "a", false);
        put(2, "b", false);
        put(7, "a", true);

        assertThat(all()).containsExactly("a", "b");
        put(3, "c", false);
        put(4, "d", false);
        assertThat(evicted).containsExactly("a");
        assertThat(index.get("a")).isNull();
    }

    @Test
    void anEntryThatChangesInItsPlaceGoesByWhatItIsNow() {
        put(1, "a", true);
        put(2, "b", true);
        put(3, "c", false);
        index.put(new Position(1, "a"), "a, again", false);

        assertThat(index.get("a")).isEqualTo("a, again");
        assertThat(all()).containsExactly("c", "b", "a, again");
        put(4, "d", false);
        assertThat(evicted).containsExactly("b");
        index.put(new Position(3, "c"), "c, over", true);
        put(5, "e", false);
        assertThat(evicted).containsExactly("b", "c, over");
    }

    @Test
    void aPageEndsWhereTheNextBegins() {
        put(1, "a", false);
        put(2, "b", false);
        put(2, "c", false);

        Page<String> first = index.page(null, 2, entry -> true);
        assertThat(first.items()).containsExactly("b", "c");
        Page<String> second = index.page(Position.parse(first.next().cursor()), 2, entry -> true);
        assertThat(second.items()).containsExactly("a");
        assertThat(second.next()).isNull();
        assertThat(index.page(null, 1, "c"::equals).items()).containsExactly("c");
        assertThat(index.page(null, 1, "c"::equals).next()).isNull();
    }

    private void put(long at, String id, boolean over) {
        index.put(new Position(at, id), id, over);
    }

    private List<String> all() {
        return index.page(null, 100, entry -> true).items();
    }
}
