package io.weir.pipeline.correlate;

import io.weir.core.scope.ScopeState;
import io.weir.schema.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The states of scopes: their members lie apart, in chunks of a few. They are nearly all there is to a state, and between
 * two checkpoints few of them change: only their chunks are written. Chunks are read by number; going through the entries
 * of a map is what RocksDB is slow at.
 */
final class ScopeStates implements StateShelf<ScopeState> {
    /** Members in a chunk: fewer would make more reads, more would make longer writes. */
    private static final int CHUNK = 16;

    private final ValueState<ScopeState> stored;
    private final MapState<Integer, MemberChunk> chunks;
    /** What lies in {@link #chunks} of the states that are worked on; by identity, as states have no other equality. */
    private final Map<ScopeState, List<Map<String, Member>>> written = new WeakHashMap<>();

    ScopeStates(ValueState<ScopeState> stored, MapState<Integer, MemberChunk> chunks) {
        this.stored = stored;
        this.chunks = chunks;
    }

    @Override
    public ScopeState read() throws Exception {
        ScopeState found = stored.value();
        if (found == null) {
            return null;
        }
        List<Map<String, Member>> there = new ArrayList<>();
        Map<String, Member> all = new HashMap<>();
        int number = 1;
        for (int i = 0; i < number; i++) {
            MemberChunk chunk = chunks.get(i);
            if (i == 0) {
                number = chunk.chunks();
            }
            there.add(new HashMap<>(chunk.members()));
            all.putAll(chunk.members());
        }
        ScopeState state = found.withMembers(all);
        written.put(state, there);
        return state;
    }

    @Override
    public void write(ScopeState state) throws Exception {
        List<Map<String, Member>> there = written.get(state);
        if (there == null) {
            // another state may have been here
            forgetChunks();
            there = new ArrayList<>();
            written.put(state, there);
        }
        int before = there.size();
        boolean[] changed = place(state.members(), there);
        for (int i = 0; i < there.size(); i++) {
            boolean tellsAnotherNumber = i == 0 && there.size() != before;
            if (changed[i] || tellsAnotherNumber) {
                // what Flink keeps on the heap must not change with ours
                chunks.put(i, new MemberChunk(there.size(), new HashMap<>(there.get(i))));
            }
        }
        for (int i = there.size(); i < before; i++) {
            chunks.remove(i);
        }
        stored.update(state.withoutMembers());
    }

    /** Brings the chunks up to date, at least one; which of them have changed. */
    private static boolean[] place(Map<String, Member> now, List<Map<String, Member>> there) {
        Map<String, Member> unplaced = new HashMap<>(now);
        boolean[] changed = new boolean[there.size() + now.size() / CHUNK + 2];
        for (int i = 0; i < there.size(); i++) {
            changed[i] = refresh(there.get(i), unplaced);
        }
        int i = 0;
        for (Map.Entry<String, Member> member : unplaced.entrySet()) {
            while (i < there.size() && there.get(i).size() >= CHUNK) {
                i++;
            }
            if (i == there.size()) {
                there.add(new HashMap<>());
            }
            there.get(i).put(member.getKey(), member.getValue());
            changed[i] = true;
        }
        while (there.size() > 1 && there.get(there.size() - 1).isEmpty()) {
            there.remove(there.size() - 1);
        }
        if (there.isEmpty()) {
            there.add(new HashMap<>());
            changed[0] = true;
        }
        return changed;
    }

    /** Members that are in this chunk get their newest form, and leave {@code unplaced}; those that are gone go. */
    private static boolean refresh(Map<String, Member> chunk, Map<String, Member> unplaced) {
        boolean changed = false;
        for (var entries = chunk.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, Member> entry = entries.next();
            Member newest = unplaced.remove(entry.getKey());
            if (newest == null) {
                entries.remove();
                changed = true;
            } else if (!newest.equals(entry.getValue())) {
                entry.setValue(newest);
                changed = true;
            }
        }
        return changed;
    }

    @Override
    public void clear() throws Exception {
        stored.clear();
        forgetChunks();
    }

    private void forgetChunks() throws Exception {
        MemberChunk first = chunks.get(0);
        for (int i = 0; first != null && i < first.chunks(); i++) {
            chunks.remove(i);
        }
    }
}
