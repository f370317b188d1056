package io.weir.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.kafka.TopicOptions;
import io.weir.bridge.kafka.TopicSetup;
import io.weir.broker.EmbeddedBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir submit} against a Flink that takes jobs over REST, as a session cluster does. */
class SubmitIT {
    @TempDir
    Path folder;

    @Test
    void handsTheCorrelateJobToACluster() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                SessionCluster cluster = SessionCluster.start(folder)) {
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrap());
            TopicSetup topics = new TopicSetup(kafka, TopicOptions.defaults());
            await().atMost(Duration.ofMinutes(1)).until(topics::run);
            URI flink = cluster.web();
            Path config = Files.writeString(
                    folder.resolve("weir.yaml"),
                    "kafka: {bootstrap: \"" + broker.bootstrap() + "\"}\ntenants: [{name: a, tokens: [{value: x}]}]");

            StringWriter out = new StringWriter();
            PrintWriter writer = new PrintWriter(out, true);
            int code = Main.commandLine()
                    .setOut(writer)
                    .setErr(writer)
                    .execute(
                            "submit",
                            "correlate",
                            "--flink",
                            flink.toString(),
                            "--config",
                            config.toString(),
                            "--parallelism",
                            "1");

            assertThat(out.toString()).startsWith("the correlate job is submitted as ");
            assertThat(code).isEqualTo(ExitCode.OK);
            await().atMost(Duration.ofMinutes(2))
                    .until(
                            () -> overview(flink),
                            jobs -> jobs.contains("\"name\":\"weir-correlate\"")
                                    && jobs.contains("\"state\":\"RUNNING\""));
        }
    }

    @Test
    void handsAReplayToAClusterAndMakesItsFolder() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                SessionCluster cluster = SessionCluster.start(folder)) {
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrap());
            TopicSetup topics = new TopicSetup(kafka, TopicOptions.defaults());
            await().atMost(Duration.ofMinutes(1)).until(topics::run);
            Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                    version: quick
                    grouping:
                      - {name: all, scope: [cluster], wait: {critical: 1s, warning: 1s}}
                    """);
            history(kafka);

            StringWriter out = new StringWriter();
            PrintWriter writer = new PrintWriter(out, true);
            int submitted = Main.commandLine()
                    .setOut(writer)
                    .setErr(writer)
                    .execute(
                            "submit",
                            "replay",
                            "--flink",
                            cluster.web().toString(),
                            "--kafka",
                            broker.bootstrap(),
                            "--rules",
                            rules.toString(),
                            "--against",
                            "default",
                            "--parallelism",
                            "1",
                            "--out",
                            folder.resolve("run").toString());
            assertThat(submitted).as(out.toString()).isEqualTo(ExitCode.OK);
            int made = Main.commandLine()
                    .setOut(writer)
                    .setErr(writer)
                    .execute(
                            "replay", "--resume", "--out", folder.resolve("run").toString());
            assertThat(made).as(out.toString()).isEqualTo(ExitCode.OK);
            assertThat(Files.readAllLines(folder.resolve("run/incidents.jsonl")))
                    .anySatisfy(line -> assertThat(line).contains("\"rule\":\"all\"", "\"kind\":\"opened\""));
            assertThat(folder.resolve("run/diff.json")).isNotEmptyFile();
        }
    }

    /** An alert, and the time that goes by after it. */
    private static void history(Map<String, String> kafka) throws Exception {
        Alert alert = new Alert(
                "a",
                "alertmanager",
                "00000000000000aa",
                AlertStatus.FIRING,
                System.currentTimeMillis(),
                null,
                null,
                Map.of("alertname", "Down", "cluster", "c1", "severity", "critical"),
                Map.of(),
                null,
                null,
                System.currentTimeMillis(),
                null);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.get("bootstrap.servers")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ticks(producer);
            producer.send(new ProducerRecord<>(
                            Topics.ALERTS,
                            Topics.key("a", alert.fingerprint()).getBytes(UTF_8),
                            Wire.ALERT.write(alert)))
                    .get();
            long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        ticks(producer);
                        return System.nanoTime() > end;
                    });
        }
    }

    static void ticks(KafkaProducer<byte[], byte[]> producer) throws Exception {
        for (PartitionInfo partition : producer.partitionsFor(Topics.ALERTS)) {
            producer.send(new ProducerRecord<>(Topics.ALERTS, partition.partition(), null, Wire.tick()))
                    .get();
        }
        producer.send(new ProducerRecord<>(Topics.DIRECTIVES, Topics.TICK_KEY.getBytes(UTF_8), Wire.tick()))
                .get();
    }

    @Test
    void saysThatDeliverNeedsGlpi() throws IOException {
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                "kafka: {bootstrap: \"127.0.0.1:1\"}\ntenants: [{name: a, tokens: [{value: x}]}]");
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setErr(new PrintWriter(out, true))
                .execute("submit", "deliver", "--flink", "http://127.0.0.1:1", "--config", config.toString());
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("the deliver job needs a glpi section");
    }

    private static String overview(URI flink) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(flink.resolve("/jobs/overview")).build(), BodyHandlers.ofString())
                .body();
    }
}
