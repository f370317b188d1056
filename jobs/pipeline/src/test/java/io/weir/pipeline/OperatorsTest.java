package io.weir.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.replay.ReplayTopology;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.KafkaHistory;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.sink.SecretRef;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.notify.Channel;
import io.weir.sink.notify.NotificationOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.junit.jupiter.api.Test;

/** State finds its operator by its uid: a uid that changes loses state at the next upgrade. */
class OperatorsTest {
    private static DeliverSettings deliver() {
        return new DeliverSettings(
                KafkaSettings.of("localhost:1", "weir-deliver"),
                EngineSettings.of(null),
                GlpiOptions.of(
                        "http://localhost/apirest.php",
                        null,
                        SecretRef.environment("GLPI"),
                        Map.of("acme", GlpiOptions.Tenant.entity(1))),
                null,
                null);
    }

    @Test
    void uidsOfTheDeliverJob() {
        StreamExecutionEnvironment env = environment();
        DeliverJob.define(env, deliver());
        assertThat(uids(env))
                .containsExactlyInAnyOrder(
                        "incidents-source",
                        "incidents-decode",
                        "remediations-source",
                        "remediations-decode",
                        "retries-source",
                        "retries-decode",
                        "ticket-letters",
                        "tickets-to-retry",
                        "remediation-news",
                        "remediation-retries",
                        "remediation-execution",
                        "ticket-delivery",
                        "receipts-sink",
                        "Sink Committer: receipts-sink",
                        "dead-letters-sink",
                        "Sink Committer: dead-letters-sink");
    }

    @Test
    void uidsOfTheDeliverJobWithMaintenanceOfAssets() {
        StreamExecutionEnvironment env = environment();
        DeliverJob.define(
                env,
                new DeliverSettings(
                        KafkaSettings.of("localhost:1", "weir-deliver"),
                        EngineSettings.of(null),
                        GlpiOptions.of(
                                        "http://localhost/apirest.php",
                                        null,
                                        SecretRef.environment("GLPI"),
                                        Map.of("acme", GlpiOptions.Tenant.entity(1)))
                                .withMaintenance(new GlpiOptions.Maintenance(2, null)),
                        null,
                        null));
        assertThat(uids(env))
                .contains(
                        "directives-source",
                        "directives-decode",
                        "asset-downtimes",
                        "asset-maintenance",
                        "ticket-delivery");
    }

    @Test
    void uidsOfTheDeliverJobThatTellsPeople() {
        StreamExecutionEnvironment env = environment();
        DeliverJob.define(
                env,
                deliver()
                        .withNotifications(new NotificationOptions(
                                Map.of(
                                        "acme",
                                        new NotificationOptions.Tenant(
                                                List.of(new Channel(
                                                        "ops",
                                                        null,
                                                        new Channel.Slack(SecretRef.environment("SLACK")),
                                                        null)),
                                                List.of())),
                                null,
                                null,
                                null)));
        assertThat(uids(env))
                .contains(
                        "retries-source",
                        "retries-decode",
                        "notification-incidents",
                        "notification-retries",
                        "notification-tickets",
                        "notification-delivery");
    }

    @Test
    void uidsOfTheCorrelateJob() {
        StreamExecutionEnvironment env = environment();
        CorrelateTopology.define(
                env,
                CorrelateSettings.of(KafkaSettings.of("localhost:1", "weir-correlate"), EngineSettings.of(null), null));
        assertThat(uids(env))
                .containsExactlyInAnyOrder(
                        "alerts-source",
                        "alerts-decode",
                        "directives-source",
                        "directives-decode",
                        "track",
                        "identity",
                        "inhibit",
                        "scope",
                        "admit",
                        "incidents",
                        "decisions",
                        "remediation-decisions",
                        "tally-counts",
                        "tally-settled",
                        "tally-dead-letters",
                        "tally-folds",
                        "tally",
                        "candidates",
                        "remediate",
                        "incidents-sink",
                        "Sink Committer: incidents-sink",
                        "remediations-sink",
                        "Sink Committer: remediations-sink",
                        "receipts-sink",
                        "Sink Committer: receipts-sink",
                        "decisions-sink",
                        "Sink Committer: decisions-sink",
                        "tallies-sink",
                        "Sink Committer: tallies-sink",
                        "dead-letters-sink",
                        "Sink Committer: dead-letters-sink",
                        "ticker-source",
                        "ticker-fan-out",
                        "ticker-sink",
                        "Sink Committer: ticker-sink");
    }

    @Test
    void uidsOfTheReplayJob() {
        StreamExecutionEnvironment env = environment();
        ReplayTopology.define(
                env,
                ReplaySettings.of(new KafkaHistory("localhost:1", null, null, null, 0L), 1, "/tmp/results")
                        .withTenant("acme"));
        assertThat(uids(env))
                .containsExactlyInAnyOrder(
                        "alerts-source",
                        "alerts-progress",
                        "alerts-decode",
                        "alerts-of-tenant",
                        "directives-source",
                        "directives-decode",
                        "directives-of-replay",
                        "track",
                        "identity",
                        "inhibit",
                        "scope",
                        "admit",
                        "incidents",
                        "decisions",
                        "remediation-decisions",
                        "tally-counts",
                        "tally-settled",
                        "tally-dead-letters",
                        "tally-folds",
                        "tally",
                        "candidates",
                        "remediate",
                        "incidents-sink",
                        "Sink Committer: incidents-sink",
                        "remediations-sink",
                        "Sink Committer: remediations-sink",
                        "receipts-sink",
                        "Sink Committer: receipts-sink",
                        "decisions-sink",
                        "Sink Committer: decisions-sink",
                        "tallies-sink",
                        "Sink Committer: tallies-sink",
                        "dead-letters-sink",
                        "Sink Committer: dead-letters-sink");
    }

    @Test
    void aReplayWritesFilesOnly() {
        StreamExecutionEnvironment env = environment();
        ReplayTopology.define(
                env, ReplaySettings.of(new KafkaHistory("localhost:1", null, null, null, 0L), 1, "/tmp/results"));
        assertThat(env.getTransformations().stream()
                        .filter(SinkTransformation.class::isInstance)
                        .map(sink -> ((SinkTransformation<?, ?>) sink)
                                .getSink()
                                .getClass()
                                .getSimpleName()))
                .hasSize(6)
                .containsOnly("ResultFiles");
    }

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
        FlinkSetup.apply(env, EngineSettings.of(null));
        return env;
    }

    private static List<String> uids(StreamExecutionEnvironment env) {
        Collection<StreamNode> nodes = env.getStreamGraph().getStreamNodes();
        assertThat(nodes).allSatisfy(node -> assertThat(node.getOperatorName()).isNotBlank());
        return nodes.stream().map(StreamNode::getTransformationUID).toList();
    }
}
