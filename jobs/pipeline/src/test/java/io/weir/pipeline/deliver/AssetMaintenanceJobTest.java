package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.TestFlink;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.settings.StartFrom;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.AssetSink.AssetAnswer;
import io.weir.sink.SecretRef;
import io.weir.sink.glpi.GlpiAssets;
import io.weir.sink.glpi.GlpiOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A downtime on Kafka, the whole deliver job, and a computer in the stand-in for GLPI. */
class AssetMaintenanceJobTest {
    @TempDir
    private Path folder;

    @Test
    void aDowntimePutsAComputerIntoMaintenanceAndItsEndBack() throws Exception {
        try (TestKafka kafka = new TestKafka(folder.resolve("kafka"));
                TestFlink flink = new TestFlink(2);
                Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            kafka.freshTopics(2);
            GlpiOptions glpi = GlpiOptions.of(
                            sandbox.glpiUrl().toString(),
                            SecretRef.literal("sandbox-app-token"),
                            SecretRef.literal("sandbox-user-token"),
                            Map.of(TENANT, GlpiOptions.Tenant.entity(1)))
                    .withMaintenance(new GlpiOptions.Maintenance(2, null));
            // asked for before the job's own beginning: the topic is read from its beginning all the same
            publish(kafka, 1, Downtime.Status.ACTIVE);
            KafkaSettings reading = new KafkaSettings(
                    kafka.bootstrap(),
                    null,
                    null,
                    "assets",
                    "assets",
                    null,
                    null,
                    StartFrom.TIMESTAMP,
                    System.currentTimeMillis() + 1,
                    false,
                    null);
            EngineSettings engine = EngineSettings.of(
                            folder.resolve("checkpoints").toUri().toString())
                    .withParallelism(2)
                    .withCheckpointEvery(200);
            StreamExecutionEnvironment env = flink.environment(engine, null);
            DeliverJob.define(env, new DeliverSettings(reading, engine, glpi, null, null));
            JobClient job = env.executeAsync(DeliverJob.NAME);
            try (GlpiAssets assets = GlpiAssets.create(glpi)) {
                soon().until(() -> states(kafka).contains("maintenance"));
                assertThat(assets.find(TENANT, "web-01")).isEqualTo(new AssetAnswer.Found("1", 2));
                publish(kafka, 2, Downtime.Status.CANCELLED);
                soon().until(() -> states(kafka).contains("restored"));
                assertThat(assets.find(TENANT, "web-01")).isEqualTo(new AssetAnswer.Found("1", 1));
            } finally {
                job.cancel().get();
            }
        }
    }

    private static void publish(TestKafka kafka, long revision, Downtime.Status status) throws Exception {
        long from = System.currentTimeMillis() - 60_000;
        Downtime downtime = new Downtime(
                "d1", revision, status, List.of("instance=~\"web-.*\""), from, from + 3_600_000, null, "a", "c", from);
        Directive directive =
                new Directive(Directive.Kind.DOWNTIME, TENANT, "d1", null, null, downtime, null, null, "a");
        kafka.send(
                Topics.DIRECTIVES,
                Topics.key(TENANT, "downtime", "d1", Long.toString(revision)),
                Wire.DIRECTIVE.write(directive));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
    }

    private static List<String> states(TestKafka kafka) throws Exception {
        List<String> states = new ArrayList<>();
        for (var written : kafka.read(Topics.RECEIPTS)) {
            Receipt receipt = Wire.RECEIPT.read(written.value());
            if (receipt.kind() == Receipt.Kind.ASSET) {
                states.add(receipt.state());
            }
        }
        return states;
    }
}
