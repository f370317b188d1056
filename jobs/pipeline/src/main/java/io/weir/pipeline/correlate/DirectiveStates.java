package io.weir.pipeline.correlate;

import io.weir.pipeline.kafka.DirectiveInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/** Where directives lie in every subtask alike, now and in earlier versions. */
final class DirectiveStates {
    /** All of them. */
    static final MapStateDescriptor<Integer, DirectiveShelf> SHELVES =
            new MapStateDescriptor<>("directive-shelves", Types.INT, DirectiveShelfSerializer.TYPE);
    /** Where they lay one by one. */
    static final MapStateDescriptor<String, KeptDirective> ONE_BY_ONE =
            new MapStateDescriptor<>("directives-kept", Types.STRING, KeptDirectiveSerializer.TYPE);
    /** Where version 0.1 kept them. */
    static final MapStateDescriptor<String, DirectiveInput> OF_FIRST_VERSION =
            new MapStateDescriptor<>("directives", Types.STRING, Types.POJO(DirectiveInput.class));

    private DirectiveStates() {}

    /** What a function over directives has to be given. */
    static MapStateDescriptor<?, ?>[] all() {
        return new MapStateDescriptor<?, ?>[] {SHELVES, ONE_BY_ONE, OF_FIRST_VERSION};
    }

    /** Everything that is kept, by its name. */
    static List<Map.Entry<String, KeptDirective>> kept(
            KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context) throws Exception {
        List<Map.Entry<String, KeptDirective>> kept = new ArrayList<>();
        kept.addAll(before(context.getBroadcastState(ONE_BY_ONE), context.getBroadcastState(OF_FIRST_VERSION)));
        kept.addAll(DirectiveShelves.in(context.getBroadcastState(SHELVES)));
        return kept;
    }

    /** The shelves; what earlier versions kept has been put on them. */
    static DirectiveShelves shelves(KeyedBroadcastProcessFunction<?, ?, ?, ?>.Context context) throws Exception {
        DirectiveShelves shelves = new DirectiveShelves(context.getBroadcastState(SHELVES));
        BroadcastState<String, KeptDirective> oneByOne = context.getBroadcastState(ONE_BY_ONE);
        BroadcastState<String, DirectiveInput> ofFirst = context.getBroadcastState(OF_FIRST_VERSION);
        for (Map.Entry<String, KeptDirective> entry : before(oneByOne, ofFirst)) {
            if (!shelves.contains(entry.getKey())) {
                shelves.put(entry.getKey(), entry.getValue());
            }
        }
        oneByOne.clear();
        ofFirst.clear();
        return shelves;
    }

    private static List<Map.Entry<String, KeptDirective>> before(
            ReadOnlyBroadcastState<String, KeptDirective> oneByOne,
            ReadOnlyBroadcastState<String, DirectiveInput> ofFirst)
            throws Exception {
        List<Map.Entry<String, KeptDirective>> before = new ArrayList<>();
        for (Map.Entry<String, KeptDirective> entry : oneByOne.immutableEntries()) {
            before.add(entry);
        }
        for (Map.Entry<String, DirectiveInput> entry : ofFirst.immutableEntries()) {
            before.add(Map.entry(entry.getKey(), KeptDirective.of(entry.getValue())));
        }
        return before;
    }
}
