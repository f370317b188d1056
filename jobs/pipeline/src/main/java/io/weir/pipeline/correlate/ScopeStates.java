package io.weir.pipeline.correlate;

import io.weir.core.scope.ScopeState;
import io.weir.schema.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The states of scopes: their members lie apart, one by one. They are nearly all there is to a state, and between two
 * checkpoints few of them change.
 */
final class ScopeStates implements StateShelf<ScopeState> {
    private final ValueState<ScopeState> stored;
    private final MapState<String, Member> members;
    /** What lies in {@link #members} of the states that are worked on; by identity, as states have no other equality. */
    private final Map<ScopeState, Map<String, Member>> written = new WeakHashMap<>();

    ScopeStates(ValueState<ScopeState> stored, MapState<String, Member> members) {
        this.stored = stored;
        this.members = members;
    }

    @Override
    public ScopeState read() throws Exception {
        ScopeState found = stored.value();
        if (found == null) {
            return null;
        }
        Map<String, Member> all = new HashMap<>();
        for (Map.Entry<String, Member> member : members.entries()) {
            all.put(member.getKey(), member.getValue());
        }
        ScopeState state = found.withMembers(all);
        written.put(state, all);
        return state;
    }

    @Override
    public void write(ScopeState state) throws Exception {
        Map<String, Member> now = state.members();
        Map<String, Member> before = written.put(state, now);
        if (before == null) {
            // another state may have been here
            members.clear();
            before = Map.of();
        }
        for (Map.Entry<String, Member> member : now.entrySet()) {
            if (!member.getValue().equals(before.get(member.getKey()))) {
                members.put(member.getKey(), member.getValue());
            }
        }
        for (String name : before.keySet()) {
            if (!now.containsKey(name)) {
                members.remove(name);
            }
        }
        stored.update(state.withoutMembers());
    }

    @Override
    public void clear() {
        stored.clear();
        members.clear();
    }
}
