package io.weir.pipeline.correlate;

import io.weir.core.scope.Piece;
import io.weir.core.scope.ScopeState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The states of scopes: their pieces, members and habits, lie apart, as a journal. They are nearly all there is to a state,
 * and between two checkpoints few of them change: only those are written, at the journal's end. All of it is read at once;
 * what RocksDB is slow at is going through the entries of a map. A journal with much that is out of date is written anew.
 */
final class ScopeStates implements StateShelf<ScopeState> {
    /** The part of the pieces, and the number, that a journal may have on top of one entry for each. */
    private static final int SURPLUS_PART = 3;

    private static final int SURPLUS = 8;

    private final ValueState<ScopeState> stored;
    private final ListState<MemberChange> journal;
    /** Entries in the journals of the states that are worked on; by identity, as states have no other equality. */
    private final Map<ScopeState, Integer> entries = new WeakHashMap<>();

    ScopeStates(ValueState<ScopeState> stored, ListState<MemberChange> journal) {
        this.stored = stored;
        this.journal = journal;
    }

    @Override
    public ScopeState read() throws Exception {
        ScopeState found = stored.value();
        if (found == null) {
            return null;
        }
        Map<String, Piece> pieces = new HashMap<>();
        int read = 0;
        Iterable<MemberChange> changes = journal.get();
        if (changes != null) {
            for (MemberChange change : changes) {
                read++;
                if (change.piece() == null) {
                    pieces.remove(change.name());
                } else {
                    pieces.put(change.name(), change.piece());
                }
            }
        }
        ScopeState state = found.with(pieces);
        if (!found.hasHabits()) {
            entries.put(state, read);
        }
        return state;
    }

    @Override
    public void write(ScopeState state) throws Exception {
        Map<String, Piece> changes = state.takeChanges();
        Integer known = entries.get(state);
        int pieces = state.pieceCount();
        // without a known journal: another state may have been here, or the habits were stored otherwise
        if (known == null || known + changes.size() > pieces + pieces / SURPLUS_PART + SURPLUS) {
            journal.update(entriesOf(state.pieces()));
            entries.put(state, pieces);
        } else if (!changes.isEmpty()) {
            journal.addAll(entriesOf(changes));
            entries.put(state, known + changes.size());
        }
        stored.update(state.withoutPieces());
    }

    private static List<MemberChange> entriesOf(Map<String, Piece> pieces) {
        List<MemberChange> all = new ArrayList<>(pieces.size());
        pieces.forEach((name, piece) -> all.add(new MemberChange(name, piece)));
        return all;
    }

    @Override
    public void clear() throws Exception {
        stored.clear();
        journal.clear();
    }
}
