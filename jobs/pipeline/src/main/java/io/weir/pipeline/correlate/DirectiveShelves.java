package io.weir.pipeline.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/** All directives, in every subtask alike: each on the shelf that its name says, so that a change is written with few others. */
final class DirectiveShelves {
    /** Of a hundred thousand, two hundred lie on each. */
    private static final int SHELVES = 512;
    /** The one that changes with each tick has a shelf of its own. */
    private static final int SHELF_OF_CLOCK = -1;

    private static final String CLOCK = "~clock";

    private final BroadcastState<Integer, DirectiveShelf> state;

    DirectiveShelves(BroadcastState<Integer, DirectiveShelf> state) {
        this.state = state;
    }

    /** Everything in {@code state}, by its name there. */
    static List<Map.Entry<String, KeptDirective>> in(ReadOnlyBroadcastState<Integer, DirectiveShelf> state)
            throws Exception {
        List<Map.Entry<String, KeptDirective>> all = new ArrayList<>();
        for (Map.Entry<Integer, DirectiveShelf> shelf : state.immutableEntries()) {
            all.addAll(shelf.getValue().directives().entrySet());
        }
        return all;
    }

    List<Map.Entry<String, KeptDirective>> all() throws Exception {
        return in(state);
    }

    void put(String key, KeptDirective kept) throws Exception {
        int shelf = shelfOf(key);
        state.put(shelf, at(shelf).with(key, kept));
    }

    /** How far the topic was read. */
    void putClock(KeptDirective clock) throws Exception {
        put(CLOCK, clock);
    }

    boolean contains(String key) throws Exception {
        return at(shelfOf(key)).directives().containsKey(key);
    }

    void remove(String key) throws Exception {
        int shelf = shelfOf(key);
        DirectiveShelf rest = at(shelf).without(key);
        if (rest.directives().isEmpty()) {
            state.remove(shelf);
        } else {
            state.put(shelf, rest);
        }
    }

    private DirectiveShelf at(int shelf) throws Exception {
        DirectiveShelf found = state.get(shelf);
        return found == null ? DirectiveShelf.EMPTY : found;
    }

    private static int shelfOf(String key) {
        return key.equals(CLOCK) ? SHELF_OF_CLOCK : Math.floorMod(key.hashCode(), SHELVES);
    }
}
