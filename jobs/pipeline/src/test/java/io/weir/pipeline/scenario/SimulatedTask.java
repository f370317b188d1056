package io.weir.pipeline.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;

/** One subtask of an operator in its harness. */
final class SimulatedTask {
    private final StreamNode node;
    private final int index;
    private final AbstractStreamOperatorTestHarness<Object> harness;
    private final Inputs inputs;
    /** By input: how far each of its channels has come. */
    private final List<List<Long>> watermarks = List.of(new ArrayList<>(), new ArrayList<>());

    private final long[] told = {Long.MIN_VALUE, Long.MIN_VALUE};

    /** What a harness takes; they have no type in common for it. */
    private interface Inputs {
        void element(int input, StreamRecord<Object> record) throws Exception;

        void watermark(int input, Watermark watermark) throws Exception;
    }

    SimulatedTask(StreamNode node, int parallelism, int index) throws Exception {
        this.node = node;
        this.index = index;
        StreamOperatorFactory<Object> factory = copy(node.getOperatorFactory());
        if (factory instanceof SimpleOperatorFactory<Object> simple
                && operator(simple) instanceof CoBroadcastWithKeyedOperator<?, ?, ?, ?> broadcast) {
            KeyedBroadcastOperatorTestHarness<String, Object, Object, Object> two =
                    new KeyedBroadcastOperatorTestHarness<>(
                            cast(broadcast), keyOf(0), Types.STRING, SimulatedJob.MAX_PARALLELISM, parallelism, index);
            inputs = broadcast(two);
            harness = two;
        } else {
            OneInputStreamOperatorTestHarness<Object, Object> one = node.getStatePartitioners().length == 0
                    ? new OneInputStreamOperatorTestHarness<>(factory, SimulatedJob.MAX_PARALLELISM, parallelism, index)
                    : new KeyedOneInputStreamOperatorTestHarness<>(
                            factory, keyOf(0), Types.STRING, SimulatedJob.MAX_PARALLELISM, parallelism, index);
            inputs = single(one);
            harness = one;
        }
        TypeSerializer<Object> out = cast(node.getTypeSerializerOut());
        harness.setup(out);
        harness.open();
    }

    private static Inputs single(OneInputStreamOperatorTestHarness<Object, Object> harness) {
        return new Inputs() {
            @Override
            public void element(int input, StreamRecord<Object> record) throws Exception {
                harness.processElement(record);
            }

            @Override
            public void watermark(int input, Watermark watermark) throws Exception {
                harness.processWatermark(watermark);
            }
        };
    }

    private static Inputs broadcast(KeyedBroadcastOperatorTestHarness<String, Object, Object, Object> harness) {
        return new Inputs() {
            @Override
            public void element(int input, StreamRecord<Object> record) throws Exception {
                if (input == 0) {
                    harness.processElement(record);
                } else {
                    harness.processBroadcastElement(record);
                }
            }

            @Override
            public void watermark(int input, Watermark watermark) throws Exception {
                if (input == 0) {
                    harness.processWatermark(watermark);
                } else {
                    harness.processBroadcastWatermark(watermark);
                }
            }
        };
    }

    StreamNode node() {
        return node;
    }

    int index() {
        return index;
    }

    /** One more sender for an input; returns its place. */
    int newChannel(int input) {
        watermarks.get(input).add(Long.MIN_VALUE);
        return watermarks.get(input).size() - 1;
    }

    /** An input is as far as the slowest of its channels. */
    void deliver(int input, int channel, Object thing) throws Exception {
        if (thing instanceof Watermark watermark) {
            List<Long> ofInput = watermarks.get(input);
            ofInput.set(channel, Math.max(ofInput.get(channel), watermark.getTimestamp()));
            long slowest = Collections.min(ofInput);
            if (slowest > told[input]) {
                told[input] = slowest;
                inputs.watermark(input, new Watermark(slowest));
            }
        } else {
            inputs.element(input, cast(thing));
        }
    }

    /** Hands over what it said on side outputs. */
    void side(BiConsumer<OutputTag<?>, Object> to) {
        for (StreamEdge edge : node.getOutEdges()) {
            OutputTag<?> tag = edge.getOutputTag();
            Queue<?> said = tag == null ? null : harness.getSideOutput(tag);
            while (said != null && !said.isEmpty()) {
                to.accept(tag, said.remove());
            }
        }
    }

    /** Hands over what else it said; nothing but records and watermarks goes on. */
    void main(Consumer<Object> to) {
        for (Object said = harness.getOutput().poll();
                said != null;
                said = harness.getOutput().poll()) {
            if (said instanceof StreamRecord || said instanceof Watermark) {
                to.accept(said);
            }
        }
    }

    Object key(int input, Object value) {
        try {
            return keyOf(input).getKey(value);
        } catch (Exception e) {
            throw new IllegalStateException("no key of " + value, e);
        }
    }

    int timers() {
        return node.getStatePartitioners().length == 0 ? 0 : harness.numEventTimeTimers();
    }

    int keyedEntries() {
        return harness.getOperator().getKeyedStateBackend() instanceof HeapKeyedStateBackend<?> backend
                ? backend.numKeyValueStateEntries()
                : 0;
    }

    void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException(node.getOperatorName() + " did not close", e);
        }
    }

    private KeySelector<Object, String> keyOf(int input) {
        return cast(node.getStatePartitioners()[input]);
    }

    private static StreamOperator<?> operator(SimpleOperatorFactory<?> factory) {
        return factory.getOperator();
    }

    /** The graph holds one; each subtask needs its own. */
    private static StreamOperatorFactory<Object> copy(StreamOperatorFactory<?> factory) throws Exception {
        return cast(InstantiationUtil.clone(factory));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the graph does not know the types of its elements
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
