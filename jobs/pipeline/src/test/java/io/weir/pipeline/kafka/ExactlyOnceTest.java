package io.weir.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.TestFlink;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Receipt;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink's transactions, with this broker and these clients: nothing lost, nothing twice, over failures and restores. */
class ExactlyOnceTest {
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    static Path folder;

    @Test
    void everyRecordOnceOverAFailureAndARestore() throws Exception {
        try (TestKafka kafka = new TestKafka(folder.resolve("kafka"));
                TestFlink flink = new TestFlink(2)) {
            kafka.freshTopics(2);
            kafka.create("numbers", 2);
            KafkaSettings settings = KafkaSettings.of(kafka.bootstrap(), "copy");

            JobClient first = start(flink, settings, null);
            send(kafka, 0, 200);
            await().atMost(Duration.ofSeconds(30)).until(() -> values(kafka).size() >= 200);
            FAILURES.set(1);
            send(kafka, 200, 400);
            await().atMost(Duration.ofSeconds(30)).until(() -> values(kafka).size() >= 400);
            assertThat(FAILURES.get()).as("the job did fail in between").isZero();
            first.cancel().get();
            String checkpoint = newestCheckpoint();

            send(kafka, 400, 600);
            JobClient second = start(flink, settings, checkpoint);
            await().atMost(Duration.ofSeconds(30)).until(() -> values(kafka).size() >= 600);
            String savepoint =
                    flink.stop(second, folder.resolve("savepoints").toUri().toString());
            send(kafka, 600, 700);
            JobClient third = start(flink, settings, savepoint);
            await().atMost(Duration.ofSeconds(30)).until(() -> values(kafka).size() >= 700);
            third.cancel().get();

            assertThat(values(kafka))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 700).mapToObj(Integer::toString).toList());
        }
    }

    private JobClient start(TestFlink flink, KafkaSettings kafka, String restoreFrom) throws Exception {
        StreamExecutionEnvironment env = flink.environment(
                EngineSettings.of(folder.resolve("checkpoints").toUri().toString())
                        .withParallelism(2)
                        .withCheckpointEvery(200),
                restoreFrom);
        LogSinks.receipts(
                env.fromSource(LogSources.source(kafka, "numbers"), WatermarkStrategy.noWatermarks(), "numbers")
                        .uid("numbers")
                        .map(new FailOnce())
                        .name("fail once")
                        .uid("fail"),
                kafka);
        return env.executeAsync("copy");
    }

    private static void send(TestKafka kafka, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            kafka.sendText("numbers", Integer.toString(i));
        }
    }

    private static List<String> values(TestKafka kafka) throws Exception {
        return kafka.read("weir.receipts").stream()
                .map(record -> {
                    try {
                        return Wire.RECEIPT.read(record.value()).state();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private String newestCheckpoint() throws IOException {
        return RetainedCheckpoints.newest(folder.resolve("checkpoints"));
    }

    private static final class FailOnce implements MapFunction<LogRecord, Receipt> {
        private static final long serialVersionUID = 1L;

        @Override
        public Receipt map(LogRecord record) {
            String text = new String(record.value(), StandardCharsets.UTF_8);
            if (Integer.parseInt(text) >= 250 && FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("asked to fail");
            }
            return new Receipt(
                    "t",
                    Receipt.Kind.TICKET,
                    text,
                    null,
                    text,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0L,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
