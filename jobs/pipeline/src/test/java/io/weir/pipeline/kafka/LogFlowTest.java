package io.weir.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.Samples;
import io.weir.pipeline.TestFlink;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Directive;
import io.weir.schema.Fold;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics as streams and back, on a real Kafka and Flink. */
class LogFlowTest {
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path folder;

    private static TestKafka kafka;
    private static TestFlink flink;

    @BeforeAll
    static void start() throws Exception {
        kafka = new TestKafka(folder.resolve("kafka"));
        kafka.freshTopics(PARTITIONS);
        flink = new TestFlink(2);
    }

    @AfterAll
    static void stop() {
        flink.close();
        kafka.close();
    }

    private static CorrelateSettings settings(boolean untilEnd) {
        return CorrelateSettings.of(
                        KafkaSettings.of(kafka.bootstrap(), "flow")
                                .withPartitions(Map.of(Topics.ALERTS, PARTITIONS, Topics.DIRECTIVES, 1))
                                .withGuarantee(Guarantee.AT_LEAST_ONCE)
                                .reading(untilEnd),
                        EngineSettings.of(folder.resolve("checkpoints").toUri().toString())
                                .withParallelism(2),
                        null)
                .withTickEvery(100);
    }

    @Test
    void alertsTicksDirectivesAndWhatCannotBeRead() throws Exception {
        CorrelateSettings settings = settings(false);
        StreamExecutionEnvironment env = flink.environment(settings.engine(), null);
        Feed<Alert> alerts = LogSources.alerts(env, settings);
        Feed<DirectiveInput> directives = LogSources.directives(env, settings);
        DataStream<Receipt> rung = alerts.records()
                .keyBy(Alert::fingerprint)
                .process(new RingsLater())
                .returns(Receipt.class)
                .uid("rings-later");
        DataStream<Receipt> obeyed =
                directives.records().map(new Obeyed()).returns(Receipt.class).uid("obeyed");
        DataStream<Receipt> folded =
                alerts.folds().map(new Folded()).returns(Receipt.class).uid("folded");
        LogSinks.receipts(rung.union(obeyed, folded), settings.kafka());
        LogSinks.deadLetters(alerts.unreadable().union(directives.unreadable()), settings.kafka());
        LogTicker.define(env, settings);
        JobClient job = env.executeAsync("flow");

        kafka.send(Topics.ALERTS, 0, "acme|a", Wire.ALERT.write(Samples.alert("web1")));
        kafka.send(Topics.ALERTS, 1, "acme|b", "not json".getBytes(StandardCharsets.UTF_8));
        kafka.send(Topics.ALERTS, 2, "acme|c", "{\"schema\":\"weir.alert/1\"}".getBytes(StandardCharsets.UTF_8));
        kafka.send(Topics.ALERTS, 0, "acme|fold", Wire.FOLD.write(new Fold("acme", "prometheus", 7, 1L)));
        kafka.send(
                Topics.DIRECTIVES,
                "acme|rules",
                Wire.DIRECTIVE.write(
                        new Directive(Directive.Kind.RULES, "acme", "7", null, "version: 7", null, null, null, null)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> kafka.read(Topics.DEAD_LETTERS).size() == 2
                        && states().containsAll(List.of("rang", "directive 7", "tick", "folded 7")));
        job.cancel().get();

        List<Integer> ticked = kafka.read(Topics.ALERTS).stream()
                .filter(record -> Wire.isTick(record.value()))
                .map(ConsumerRecord::partition)
                .distinct()
                .toList();
        assertThat(ticked).as("time goes on in every partition").containsExactlyInAnyOrder(0, 1, 2);
        assertThat(letters())
                .extracting(DeadLetter::stage, DeadLetter::source, DeadLetter::tenant, DeadLetter::reason)
                .containsOnly(tuple("correlate", Topics.ALERTS, "acme", "unreadable"));
        assertThat(letters())
                .extracting(DeadLetter::detail)
                .anyMatch(detail -> detail.startsWith("tenant: "))
                .anyMatch(detail -> detail.contains("Unrecognized token"));
    }

    @Test
    void aReplayEndsWhereTheTopicsEnd() throws Exception {
        CorrelateSettings settings = settings(true);
        kafka.send(Topics.ALERTS, "acme|a", Wire.ALERT.write(Samples.alert("replayed")));
        StreamExecutionEnvironment env = flink.environment(settings.engine(), null);
        LogTicker.define(env, settings);
        DataStream<Receipt> seen = LogSources.alerts(env, settings)
                .records()
                .map(new Seen())
                .returns(Receipt.class)
                .uid("seen");
        LogSinks.receipts(seen, settings.kafka());
        env.execute("replay");
        assertThat(states()).contains("seen replayed");
    }

    private static List<String> states() throws Exception {
        return kafka.read(Topics.RECEIPTS).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .map(json -> json.replaceAll(".*\"state\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static List<DeadLetter> letters() throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : kafka.read(Topics.DEAD_LETTERS)) {
            letters.add(Wire.DEAD_LETTER.read(record.value()));
        }
        return letters;
    }

    private static Receipt receipt(String state) {
        return new Receipt(
                "acme",
                Receipt.Kind.EPISODE,
                "i",
                null,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1L,
                null,
                null,
                null,
                null);
    }

    /** Rings a second of log time after an alert; no other alert comes, so only ticks can bring that time. */
    private static final class RingsLater extends KeyedProcessFunction<String, Alert, Receipt> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Alert alert, Context context, Collector<Receipt> out) {
            context.timerService().registerEventTimeTimer(context.timestamp() + 1000);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out) {
            out.collect(receipt("rang"));
        }
    }

    private static final class Seen implements MapFunction<Alert, Receipt> {
        private static final long serialVersionUID = 1L;

        @Override
        public Receipt map(Alert alert) {
            return receipt("seen " + alert.labels().get("instance"));
        }
    }

    private static final class Folded implements MapFunction<Fold, Receipt> {
        private static final long serialVersionUID = 1L;

        @Override
        public Receipt map(Fold fold) {
            return receipt("folded " + fold.repeats());
        }
    }

    private static final class Obeyed implements MapFunction<DirectiveInput, Receipt> {
        private static final long serialVersionUID = 1L;

        @Override
        public Receipt map(DirectiveInput input) {
            return receipt(
                    input.directive() == null
                            ? "tick"
                            : "directive " + input.directive().id());
        }
    }
}
