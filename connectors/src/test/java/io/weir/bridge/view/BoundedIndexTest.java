package io.weir.bridge.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedIndexTest {
    private final List<String> evicted = new ArrayList<>();
    private final BoundedIndex<String> index =
            new BoundedIndex<>(3, new MemoryBudget(Long.MAX_VALUE), entry -> 0, evicted::add);

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

    @Test
    void beyondTheBudgetTheListThatTakesMostGivesUpItsOldest() {
        MemoryBudget budget = new MemoryBudget(100);
        BoundedIndex<String> big = new BoundedIndex<>(1000, budget, String::length, evicted::add);
        BoundedIndex<String> small = new BoundedIndex<>(1000, budget, String::length, evicted::add);
        small.put(new Position(1, "s"), "s".repeat(40), false);
        for (int i = 0; i < 10; i++) {
            big.put(new Position(i, "b" + i), Integer.toString(i).repeat(10), false);
        }

        assertThat(evicted).containsExactly("0000000000", "1111111111", "2222222222", "3333333333");
        assertThat(small.get("s")).isNotNull();
        assertThat(budget.taken()).isEqualTo(100);
        big.put(new Position(9, "b9"), "9", false);
        assertThat(budget.taken()).isEqualTo(91);
        big.put(new Position(20, "b9"), "9".repeat(10), true);
        assertThat(budget.taken()).isEqualTo(100);
        big.put(new Position(21, "huge"), "h".repeat(500), false);
        assertThat(big.size()).isZero();
        assertThat(budget.taken()).isEqualTo(40);
    }

    @Test
    void aPageOfBigEntriesEndsEarlierAndHoldsOneAtLeast() {
        BoundedIndex<String> big =
                new BoundedIndex<>(10, new MemoryBudget(Long.MAX_VALUE), entry -> 900_000, evicted::add);
        BoundedIndex<String> huge =
                new BoundedIndex<>(10, new MemoryBudget(Long.MAX_VALUE), entry -> 9_000_000, evicted::add);
        for (String id : List.of("a", "b", "c")) {
            big.put(new Position(1, id), id, false);
            huge.put(new Position(1, id), id, false);
        }

        Page<String> first = big.page(null, 1000, entry -> true);
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(big.page(first.next(), 1000, entry -> true)).isEqualTo(new Page<>(List.of("c"), null));
        assertThat(huge.page(null, 1000, entry -> true).items()).containsExactly("a");
        assertThat(huge.all(entry -> true)).containsExactly("a", "b", "c");
    }

    private void put(long at, String id, boolean over) {
        index.put(new Position(at, id), id, over);
    }

    private List<String> all() {
        return index.page(null, 100, entry -> true).items();
    }
}
