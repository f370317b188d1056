package io.weir.pipeline.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/**
 * Inputs that wait for the watermark, by key and by the step of time that takes them. They wait on the heap and are in the
 * keyed state only of a checkpoint. Bounded by what arrives while the watermark stands.
 */
final class EarlyInputs<I> {
    private static final String STATE = "early";

    private final AbstractStreamOperator<?> operator;
    private final KeyedStateBackend<String> backend;
    private final ListState<I> stored;
    private final Map<String, List<I>> waiting = new HashMap<>();
    private final TreeMap<Long, Set<String>> steps = new TreeMap<>();
    private Set<String> inState = new HashSet<>();

    EarlyInputs(AbstractStreamOperator<?> operator, Class<I> type) throws Exception {
        this.operator = operator;
        this.backend = operator.getKeyedStateBackend();
        this.stored = backend.getPartitionedState(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new ListStateDescriptor<>(STATE, TypeInformation.of(type)));
    }

    /** Takes back what waited when the checkpoint was made. */
    void restore(ToLongFunction<I> stepOf) throws Exception {
        List<String> keys;
        try (Stream<String> all = backend.getKeys(STATE, VoidNamespace.INSTANCE)) {
            keys = all.toList();
        }
        for (String key : keys) {
            operator.setCurrentKey(key);
            for (I input : stored.get()) {
                add(key, input, stepOf.applyAsLong(input));
            }
            inState.add(key);
        }
    }

    /** Keeps an input of a key until {@code step}. */
    void add(String key, I input, long step) {
        waiting.computeIfAbsent(key, any -> new ArrayList<>(2)).add(input);
        steps.computeIfAbsent(step, any -> new LinkedHashSet<>()).add(key);
    }

    /** A key of which a step has come; null when there is none. It is not named again for the same inputs. */
    String nextKey(long watermark) {
        while (!steps.isEmpty() && steps.firstKey() <= watermark) {
            Set<String> keys = steps.firstEntry().getValue();
            if (!keys.isEmpty()) {
                String key = keys.iterator().next();
                keys.remove(key);
                return key;
            }
            steps.pollFirstEntry();
        }
        return null;
    }

    /** Removes and returns the inputs of a key that are not later than {@code upTo}, in order of arrival. */
    List<I> take(String key, long upTo, ToLongFunction<I> timeOf) {
        List<I> all = waiting.remove(key);
        if (all == null) {
            return List.of();
        }
        List<I> later = new ArrayList<>();
        List<I> taken = new ArrayList<>(all.size());
        for (I input : all) {
            (timeOf.applyAsLong(input) <= upTo ? taken : later).add(input);
        }
        if (!later.isEmpty()) {
            waiting.put(key, later);
        }
        return taken;
    }

    /** Writes what waits to the state of the checkpoint that is being made. */
    void store() throws Exception {
        for (String key : inState) {
            if (!waiting.containsKey(key)) {
                operator.setCurrentKey(key);
                stored.clear();
            }
        }
        inState = new HashSet<>(waiting.keySet());
        for (Map.Entry<String, List<I>> entry : waiting.entrySet()) {
            operator.setCurrentKey(entry.getKey());
            stored.update(entry.getValue());
        }
    }
}
