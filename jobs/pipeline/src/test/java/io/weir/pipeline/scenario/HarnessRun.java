package io.weir.pipeline.scenario;

import io.weir.core.scenario.Observation;
import io.weir.core.scenario.Order;
import io.weir.core.scenario.Outcome;
import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.correlate.Correlated;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.schema.Alert;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The operators of the correlate job over a log, in a simulated job.
 *
 * @param partitions of the alerts' topic
 * @param parallelism of each operator
 * @param backlog how many records and watermarks may be on their way at once; 0: each is worked off before the next
 * @param tickEveryMs a tick in every partition so often; 0: one with every record
 * @param seed of the schedule, and of which identity lies in which partition
 * @param lateMs alerts bear a timestamp so much older than the clock says when they come; 0: they are in time
 */
record HarnessRun(int partitions, int parallelism, int backlog, long tickEveryMs, long seed, long lateMs) {
    private static final String ALERTS = "alerts";
    private static final String DIRECTIVES = "directives";

    /** Alerts come in time. */
    HarnessRun(int partitions, int parallelism, int backlog, long tickEveryMs, long seed) {
        this(partitions, parallelism, backlog, tickEveryMs, seed, 0);
    }

    /** What is left when time has passed {@code until}, besides what came out. */
    record Result(Outcome outcome, int keyedEntries, int timers) {}

    /**
     * Runs everything once.
     *
     * @param observations sorted by time; the order between identities at one instant is the partitions' business
     * @param orders sorted by time
     * @param until what comes out later is left out
     */
    Result run(String defaultBook, long leadMs, List<Observation> observations, List<Order> orders, long until)
            throws Exception {
        try (SimulatedJob job = job(defaultBook, leadMs)) {
            RecordedTimes times = new RecordedTimes(observations, orders, tickEveryMs, until);
            for (long time : times.all()) {
                directives(job, times, time);
                if (lateMs > 0) {
                    tick(job, time);
                    job.run(0);
                }
                alerts(job, times, time);
                if (times.isTick(time)) {
                    tick(job, time);
                }
                job.run(backlog);
            }
            job.run(0);
            return new Result(outcome(job, until), job.keyedEntries(), job.timers());
        }
    }

    /** The same, but all alerts are read before the first directive, as when a job catches up. */
    Result directivesLast(
            String defaultBook, long leadMs, List<Observation> observations, List<Order> orders, long until)
            throws Exception {
        try (SimulatedJob job = job(defaultBook, leadMs)) {
            RecordedTimes times = new RecordedTimes(observations, orders, tickEveryMs, until);
            for (long time : times.all()) {
                alerts(job, times, time);
                alertsTick(job, time);
                job.run(0);
            }
            for (long time : times.all()) {
                directives(job, times, time);
                directivesTick(job, time);
                job.run(backlog);
            }
            job.run(0);
            return new Result(outcome(job, until), job.keyedEntries(), job.timers());
        }
    }

    private SimulatedJob job(String defaultBook, long leadMs) throws Exception {
        Map<String, Integer> sources = Map.of(ALERTS, partitions, DIRECTIVES, 1);
        return new SimulatedJob(graph(defaultBook, leadMs), parallelism, sources, new Random(seed));
    }

    private static void directives(SimulatedJob job, RecordedTimes times, long time) {
        for (Order order : times.ordersAt(time)) {
            job.send(DIRECTIVES, 0, new DirectiveInput(order.directive(), time), time);
        }
    }

    private void alerts(SimulatedJob job, RecordedTimes times, long time) throws Exception {
        for (Observation observation : times.observationsAt(time)) {
            job.send(ALERTS, partitionOf(observation.alert()), observation.alert(), time - lateMs);
            job.run(backlog);
        }
    }

    private void tick(SimulatedJob job, long time) {
        directivesTick(job, time);
        alertsTick(job, time);
    }

    private static void directivesTick(SimulatedJob job, long time) {
        job.send(DIRECTIVES, 0, new DirectiveInput(null, time), time);
        job.watermark(DIRECTIVES, 0, time - 1);
    }

    private void alertsTick(SimulatedJob job, long time) {
        for (int partition = 0; partition < partitions; partition++) {
            job.watermark(ALERTS, partition, time - 1);
        }
    }

    private int partitionOf(Alert alert) {
        return Math.floorMod((alert.tenant() + alert.fingerprint() + seed).hashCode(), partitions);
    }

    private static Outcome outcome(SimulatedJob job, long until) {
        return Results.upTo(
                until,
                job.results("incidents-out", Incident.class),
                job.results("receipts-out", Receipt.class),
                job.results("remediations-out", Remediation.class));
    }

    private static StreamGraph graph(String defaultBook, long leadMs) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
        FlinkSetup.apply(env, EngineSettings.of(null));
        Correlated said = CorrelateTopology.correlate(
                source(env, ALERTS, Alert.class), source(env, DIRECTIVES, DirectiveInput.class), defaultBook, leadMs);
        result(said.incidents(), "incidents-out");
        result(said.receipts(), "receipts-out");
        result(said.remediations(), "remediations-out");
        return env.getStreamGraph();
    }

    private static <T> DataStream<T> source(StreamExecutionEnvironment env, String uid, Class<T> type) {
        DataGeneratorSource<T> nothing = new DataGeneratorSource<>(index -> null, 1, TypeInformation.of(type));
        return env.fromSource(nothing, WatermarkStrategy.noWatermarks(), uid).uid(uid);
    }

    private static <T> void result(DataStream<T> stream, String uid) {
        stream.sinkTo(new DiscardingSink<>()).uid(uid);
    }
}
