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
 * Inputs that wait for the watermark, by key and by the step of time that takes them. They wait on the heap, and are in the
 * keyed state of a checkpoint only; what is more than {@link #ON_HEAP}, as when partitions are read far apart, waits in the
 * keyed state.
 */
final class EarlyInputs<I> {
    private static final String STATE = "early";
    private static final int ON_HEAP = 50_000;

    private final AbstractStreamOperator<?> operator;
    private final KeyedStateBackend<String> backend;
    private final ListState<I> stored;
    private final int onHeapMost;
    private final Map<String, List<I>> waiting = new HashMap<>();
    private final TreeMap<Long, Set<String>> steps = new TreeMap<>();
    /** Keys with inputs in the keyed state that are nowhere else; they come after those on the heap. */
    private final Set<String> spilled = new HashSet<>();
    /** Keys of which the keyed state holds what was on the heap at a checkpoint. */
    private final Set<String> copied = new HashSet<>();

    private int onHeap;

    EarlyInputs(AbstractStreamOperator<?> operator, TypeInformation<I> type) throws Exception {
        this(operator, type, ON_HEAP);
    }

    /** With so many inputs on the heap at most. */
    EarlyInputs(AbstractStreamOperator<?> operator, TypeInformation<I> type, int onHeapMost) throws Exception {
        this.operator = operator;
        this.onHeapMost = onHeapMost;
        this.backend = operator.getKeyedStateBackend();
        this.stored = backend.getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, new ListStateDescriptor<>(STATE, type));
    }

    /** Finds what waited when the checkpoint was made. */
    void restore(ToLongFunction<I> stepOf) throws Exception {
        List<String> keys;
        try (Stream<String> all = backend.getKeys(STATE, VoidNamespace.INSTANCE)) {
            keys = all.toList();
        }
        for (String key : keys) {
            operator.setCurrentKey(key);
            for (I input : stored.get()) {
                wakeAt(stepOf.applyAsLong(input), key);
            }
            spilled.add(key);
        }
    }

    /** Keeps an input of a key, which must be the current one, until {@code step}. */
    void add(String key, I input, long step) throws Exception {
        if (onHeap < onHeapMost && !spilled.contains(key)) {
            keep(key, List.of(input));
        } else {
            if (copied.remove(key)) {
                stored.clear();
            }
            stored.add(input);
            spilled.add(key);
        }
        wakeAt(step, key);
    }

    private void keep(String key, List<I> inputs) {
        waiting.computeIfAbsent(key, any -> new ArrayList<>(2)).addAll(inputs);
        onHeap += inputs.size();
    }

    private void wakeAt(long step, String key) {
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
    List<I> take(String key, long upTo, ToLongFunction<I> timeOf) throws Exception {
        List<I> all = all(key);
        List<I> later = new ArrayList<>();
        List<I> taken = new ArrayList<>(all.size());
        for (I input : all) {
            (timeOf.applyAsLong(input) <= upTo ? taken : later).add(input);
        }
        if (!later.isEmpty()) {
            keep(key, later);
        }
        return taken;
    }

    /** Removes and returns all inputs of a key, which must be the current one. */
    private List<I> all(String key) throws Exception {
        List<I> all = waiting.remove(key);
        if (all == null) {
            all = new ArrayList<>();
        }
        onHeap -= all.size();
        if (spilled.remove(key)) {
            for (I input : stored.get()) {
                all.add(input);
            }
            stored.clear();
        }
        return all;
    }

    /** Writes what waits to the state of the checkpoint that is being made. The current key is another one afterwards. */
    void store() throws Exception {
        for (String key : copied) {
            if (!waiting.containsKey(key)) {
                operator.setCurrentKey(key);
                stored.clear();
            }
        }
        copied.clear();
        for (Map.Entry<String, List<I>> entry : Map.copyOf(waiting).entrySet()) {
            String key = entry.getKey();
            operator.setCurrentKey(key);
            if (spilled.contains(key)) {
                stored.update(all(key));
                spilled.add(key);
            } else {
                stored.update(entry.getValue());
                copied.add(key);
            }
        }
    }
}
