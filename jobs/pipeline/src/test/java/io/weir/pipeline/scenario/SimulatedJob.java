package io.weir.pipeline.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operators of a job in Flink's test harnesses, joined as its graph joins them: each pair of subtasks by a channel
 * that keeps its order, while which channel delivers next is drawn from a seed. So any schedule that a cluster could
 * take can be tried, in one thread, and tried again. Nodes without an input are fed by the test, nodes without an output
 * are results.
 */
final class SimulatedJob implements AutoCloseable {
    static final int MAX_PARALLELISM = 128;

    private final Random random;
    private final int parallelism;
    private final StreamGraph graph;
    private final Map<Integer, List<SimulatedTask>> tasks = new LinkedHashMap<>();
    private final Map<String, StreamNode> byUid = new HashMap<>();
    private final Map<String, List<Object>> results = new HashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();
    private final List<Channel> waiting = new ArrayList<>();

    SimulatedJob(StreamGraph graph, int parallelism, Map<String, Integer> sources, Random random) throws Exception {
        this.graph = graph;
        this.parallelism = parallelism;
        this.random = random;
        for (StreamNode node : graph.getStreamNodes()) {
            byUid.put(node.getTransformationUID(), node);
            List<SimulatedTask> ofNode = new ArrayList<>();
            boolean operator =
                    !node.getInEdges().isEmpty() && !node.getOutEdges().isEmpty();
            for (int i = 0; operator && i < parallelism; i++) {
                ofNode.add(new SimulatedTask(node, parallelism, i));
            }
            tasks.put(node.getId(), ofNode);
        }
        for (StreamNode node : graph.getStreamNodes()) {
            for (StreamEdge edge : node.getOutEdges()) {
                int from = node.getInEdges().isEmpty() ? sources.get(node.getTransformationUID()) : parallelism;
                connect(edge, from);
            }
        }
    }

    private void connect(StreamEdge edge, int senders) {
        for (int from = 0; from < senders; from++) {
            List<SimulatedTask> receivers = tasks.get(edge.getTargetId());
            for (int to = 0; to < receivers.size(); to++) {
                if (!(edge.getPartitioner() instanceof ForwardPartitioner) || from == to) {
                    int place = receivers.get(to).newChannel(input(edge));
                    channels.put(name(edge, from, to), new Channel(receivers.get(to), input(edge), place));
                }
            }
        }
    }

    /** Puts a record into the channel of a source's partition; {@link #run} delivers it. */
    void send(String source, int partition, Object value, long time) {
        forward(byUid.get(source), partition, new StreamRecord<>(value, time), null);
    }

    /** Says that a partition of a source has nothing more up to and including {@code time}. */
    void watermark(String source, int partition, long time) {
        forward(byUid.get(source), partition, new Watermark(time), null);
    }

    /** Delivers, from a channel drawn at random each time, until {@code left} things wait at most. */
    void run(int left) throws Exception {
        while (waiting.size() > left) {
            // a channel is listed once per thing that waits in it
            Channel channel = waiting.remove(random.nextInt(waiting.size()));
            SimulatedTask task = channel.receiver;
            task.deliver(channel.input, channel.place, channel.things.remove(0));
            task.side((tag, said) -> forward(task.node(), task.index(), said, tag));
            task.main(said -> forward(task.node(), task.index(), said, null));
        }
    }

    /** What reached a result. */
    <T> List<T> results(String uid, Class<T> type) {
        return results.getOrDefault(uid, List.of()).stream().map(type::cast).toList();
    }

    /** Values in keyed state, over all operators. */
    int keyedEntries() {
        return tasks.values().stream()
                .flatMap(List::stream)
                .mapToInt(SimulatedTask::keyedEntries)
                .sum();
    }

    /** Timers that wait, over all operators. */
    int timers() {
        return tasks.values().stream()
                .flatMap(List::stream)
                .mapToInt(SimulatedTask::timers)
                .sum();
    }

    private void forward(StreamNode node, int from, Object thing, Object tag) {
        for (StreamEdge edge : node.getOutEdges()) {
            if (thing instanceof StreamRecord<?> record) {
                boolean here = tag == null ? edge.getOutputTag() == null : tag.equals(edge.getOutputTag());
                if (here) {
                    route(edge, from, record);
                }
            } else {
                for (int to = 0; to < parallelism; to++) {
                    enqueue(channels.get(name(edge, from, to)), thing);
                }
            }
        }
    }

    private void route(StreamEdge edge, int from, StreamRecord<?> record) {
        StreamNode target = graph.getStreamNode(edge.getTargetId());
        if (target.getOutEdges().isEmpty()) {
            results.computeIfAbsent(target.getTransformationUID(), uid -> new ArrayList<>())
                    .add(record.getValue());
        } else if (edge.getPartitioner().isBroadcast()) {
            for (int to = 0; to < parallelism; to++) {
                enqueue(channels.get(name(edge, from, to)), record);
            }
        } else if (edge.getPartitioner() instanceof KeyGroupStreamPartitioner) {
            Object key = tasks.get(target.getId()).get(0).key(input(edge), record.getValue());
            int to = KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, parallelism);
            enqueue(channels.get(name(edge, from, to)), record);
        } else if (edge.getPartitioner() instanceof ForwardPartitioner) {
            enqueue(channels.get(name(edge, from, from)), record);
        } else {
            enqueue(channels.get(name(edge, from, random.nextInt(parallelism))), record);
        }
    }

    private void enqueue(Channel channel, Object thing) {
        if (channel != null) {
            channel.things.add(thing);
            waiting.add(channel);
        }
    }

    /** 0 for the only or first input, 1 for the second. */
    private static int input(StreamEdge edge) {
        return Math.max(0, edge.getTypeNumber() - 1);
    }

    private static String name(StreamEdge edge, int from, int to) {
        return edge.getEdgeId() + "/" + edge.getTypeNumber() + "/" + edge.getOutputTag() + "/" + from + "/" + to;
    }

    @Override
    public void close() {
        for (List<SimulatedTask> ofNode : tasks.values()) {
            for (SimulatedTask task : ofNode) {
                task.close();
            }
        }
    }

    /** From one subtask to one input of another, in order. */
    private static final class Channel {
        private final SimulatedTask receiver;
        private final int input;
        private final int place;
        private final List<Object> things = new ArrayList<>();

        Channel(SimulatedTask receiver, int input, int place) {
            this.receiver = receiver;
            this.input = input;
            this.place = place;
        }
    }
}
