package io.weir.app;

import static io.weir.e2e.Commands.ending;
import static io.weir.e2e.Commands.weir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.app.submit.FlinkJobs;
import io.weir.app.submit.FlinkRest;
import io.weir.bridge.kafka.TopicOptions;
import io.weir.bridge.kafka.TopicSetup;
import io.weir.broker.EmbeddedBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay on a cluster that is stopped with a savepoint goes on to the same answer. */
class ReplaySavepointIT {
    private static final int ALERTS = 40_000;
    private static final int CLUSTERS = 200;
    private static final String RULES = """
            version: quick
            grouping:
              - {name: all, scope: [cluster], wait: {critical: 1s, warning: 1s}}
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void oneThatWasStoppedGoesOnToTheSameAnswer() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                SessionCluster cluster = SessionCluster.start(folder)) {
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrap());
            await().atMost(PATIENCE).until(new TopicSetup(kafka, TopicOptions.defaults())::run);
            String to = history(kafka).toString();
            String rules =
                    Files.writeString(folder.resolve("rules.yaml"), RULES).toString();
            String flink = cluster.web().toString();
            String[] submit = {
                "submit",
                "replay",
                "--flink",
                flink,
                "--parallelism",
                "1",
                "--kafka",
                broker.bootstrap(),
                "--to",
                to,
                "--rules",
                rules
            };
            weir("replay", "--kafka", broker.bootstrap(), "--to", to, "--rules", rules, "--out", at("whole"));

            weir(and(submit, "--out", at("run")));
            FlinkJobs jobs = new FlinkJobs(new FlinkRest(cluster.web()));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> runs(jobs.find("replay")));
            String stopped = weir("stop", "replay", "--flink", flink, "--savepoint", at("savepoints"));
            assertThat(ending(ExitCode.FAILED, "replay", "--resume", "--out", at("run")))
                    .contains("was stopped before its end");

            String savepoint = stopped.substring(stopped.indexOf("file:")).strip();
            assertThat(ending(ExitCode.USAGE, and(submit, "--out", at("other"), "--from-savepoint", savepoint)))
                    .contains("holds no replay that was begun");
            weir(and(submit, "--out", at("run"), "--from-savepoint", savepoint));
            weir("replay", "--resume", "--out", at("run"));
            assertThat(folder.resolve("run/incidents.jsonl"))
                    .isNotEmptyFile()
                    .hasSameBinaryContentAs(folder.resolve("whole/incidents.jsonl"));
        }
    }

    private static boolean runs(FlinkJobs.ClusterJob job) {
        return job.state().equals("RUNNING") && job.tasks() > 0 && job.running() == job.tasks();
    }

    /** Alerts of some clusters, and time behind them; returns its end. */
    private static Instant history(Map<String, String> kafka) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.get("bootstrap.servers"), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            SubmitIT.ticks(producer);
            for (int i = 0; i < ALERTS; i++) {
                Alert alert = alert(i, System.currentTimeMillis());
                var unused = producer.send(new ProducerRecord<>(
                        Topics.ALERTS, Topics.key("a", alert.fingerprint()).getBytes(UTF_8), Wire.ALERT.write(alert)));
            }
            producer.flush();
            Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
            // a replay ends where the log does: ticks lead beyond
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                SubmitIT.ticks(producer);
                return Instant.now().isAfter(end.plusSeconds(3));
            });
            return end;
        }
    }

    private static Alert alert(int number, long now) {
        Map<String, String> labels =
                Map.of("alertname", "Down", "cluster", "c" + number % CLUSTERS, "instance", "i" + number);
        return new Alert(
                "a",
                "alertmanager",
                String.format("%016x", number),
                AlertStatus.FIRING,
                now,
                null,
                null,
                labels,
                Map.of(),
                null,
                null,
                now,
                null);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String[] and(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}
