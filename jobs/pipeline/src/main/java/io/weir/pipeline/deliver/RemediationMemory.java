package io.weir.pipeline.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The remediations of the current key by id: those that go on, and for some time those that are over. */
final class RemediationMemory {
    private final MapState<String, RemediationState> byId;

    RemediationMemory(RuntimeContext context) {
        byId = context.getMapState(
                new MapStateDescriptor<>("remediations", Types.STRING, TypeInformation.of(RemediationState.class)));
    }

    /** What is known of it; null when nothing is. */
    RemediationState get(String id) throws Exception {
        return id == null ? null : byId.get(id);
    }

    void put(String id, RemediationState state) throws Exception {
        byId.put(id, state);
    }

    /** Forgets what was over long enough ago; whether nothing is left. */
    boolean sweep(long now) throws Exception {
        List<String> forgotten = new ArrayList<>();
        boolean left = false;
        for (Map.Entry<String, RemediationState> entry : byId.entries()) {
            RemediationState state = entry.getValue();
            boolean over = state.phase() == RemediationState.Phase.OVER && state.forgetAt() <= now;
            left |= !over;
            if (over) {
                forgotten.add(entry.getKey());
            }
        }
        for (String id : forgotten) {
            byId.remove(id);
        }
        return !left;
    }
}
