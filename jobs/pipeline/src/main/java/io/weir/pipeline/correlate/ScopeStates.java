package io.weir.pipeline.correlate;

import io.weir.core.scope.ScopeState;
import io.weir.schema.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The states of scopes: their members lie apart, as a journal. They are nearly all there is to a state, and between two
 * checkpoints few of them change: only those are written, at the journal's end. All of it is read at once; what RocksDB is
 * slow at is going through the entries of a map. A journal with much that is out of date is written anew.
 */
final class ScopeStates implements StateShelf<ScopeState> {
    /** The part of the members, and the number, that a journal may have on top of one entry for each. */
    private static final int SURPLUS_PART = 3;

    private static final int SURPLUS = 8;

    private final ValueState<ScopeState> stored;
    private final ListState<MemberChange> journal;
    /** The journals of the states that are worked on; by identity, as states have no other equality. */
    private final Map<ScopeState, Journal> written = new WeakHashMap<>();

    /** What a journal says. */
    private static final class Journal {
        final Map<String, Member> members = new HashMap<>();
        int entries;

        void take(MemberChange change) {
            entries++;
            if (change.member() == null) {
                members.remove(change.name());
            } else {
                members.put(change.name(), change.member());
            }
        }

        boolean isLong() {
            return entries > members.size() + members.size() / SURPLUS_PART + SURPLUS;
        }
    }

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
        Journal known = new Journal();
        Iterable<MemberChange> changes = journal.get();
        if (changes != null) {
            changes.forEach(known::take);
        }
        ScopeState state = found.withMembers(known.members);
        written.put(state, known);
        return state;
    }

    @Override
    public void write(ScopeState state) throws Exception {
        Map<String, Member> now = state.members();
        Journal known = written.get(state);
        List<MemberChange> changes = known == null ? List.of() : changes(known.members, now);
        changes.forEach(change -> known.take(change));
        if (known == null || known.isLong()) {
            // without a journal: another state may have been here
            begin(state, now);
        } else if (!changes.isEmpty()) {
            journal.addAll(changes);
        }
        stored.update(state.withoutMembers());
    }

    private void begin(ScopeState state, Map<String, Member> now) throws Exception {
        Journal fresh = new Journal();
        List<MemberChange> all = new ArrayList<>(now.size());
        now.forEach((name, member) -> all.add(new MemberChange(name, member)));
        all.forEach(fresh::take);
        journal.update(all);
        written.put(state, fresh);
    }

    private static List<MemberChange> changes(Map<String, Member> before, Map<String, Member> now) {
        List<MemberChange> changes = new ArrayList<>();
        int stayed = 0;
        for (Map.Entry<String, Member> entry : now.entrySet()) {
            Member member = before.get(entry.getKey());
            stayed += member == null ? 0 : 1;
            if (!entry.getValue().equals(member)) {
                changes.add(new MemberChange(entry.getKey(), entry.getValue()));
            }
        }
        if (stayed < before.size()) {
            for (String name : before.keySet()) {
                if (!now.containsKey(name)) {
                    changes.add(new MemberChange(name, null));
                }
            }
        }
        return changes;
    }

    @Override
    public void clear() throws Exception {
        stored.clear();
        journal.clear();
    }
}
