package io.weir.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.decide.TrackDecision;
import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.correlate.RecordedLog;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaHistory;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Decision;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Incident;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay says what was said live, from Kafka and from files, and otherwise only what it was told to change. */
class ReplayTest {
    private static final History HISTORY = new History(RecordedLog.of(7));
    private static final long MINUTE = 60_000;

    @TempDir
    static Path folder;

    private static ReplayRig rig;
    private static TestKafka kafka;
    private static ReplaySettings topic;
    private static Results asItWas;

    @BeforeAll
    static void start() throws Exception {
        rig = new ReplayRig(folder);
        kafka = new TestKafka(Files.createTempDirectory(folder, "kafka"));
        kafka.freshTopics(History.PARTITIONS, false);
        HISTORY.writeTo(kafka);
        topic = ReplayRig.whole(kafka, RecordedLog.START);
        asItWas = rig.run(topic, 2);
        assertPlausible(asItWas);
    }

    @AfterAll
    static void stop() {
        rig.close();
        kafka.close();
    }

    /** Guards the other assertions: equal results of nothing would be equal too. */
    private static void assertPlausible(Results results) {
        assertThat(results.incidents())
                .extracting(Incident::kind)
                .contains(Incident.Kind.OPENED, Incident.Kind.UPDATED, Incident.Kind.RESOLVED, Incident.Kind.REOPENED);
        assertThat(results.incidents()).extracting(Incident::live).containsOnlyNulls();
        results.lines().forEach((kind, lines) -> assertThat(lines).as(kind).isNotEmpty());
        assertThat(results.lines().get(ResultParts.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void atAnyParallelism() throws Exception {
        rig.run(topic, 1).assertSameAs(asItWas);
        rig.run(topic, 4).assertSameAs(asItWas);
    }

    @Test
    void fromFilesAtAnyParallelism() throws Exception {
        ReplaySettings files = ReplaySettings.of(
                        HISTORY.writeTo(folder.resolve("log")), RecordedLog.RULES, 2000, "unset")
                .withTo(topic.toMs());
        rig.run(files, 1).assertSameAs(asItWas);
        rig.run(files, 4).assertSameAs(asItWas);
    }

    @Test
    void asTheLiveJobAndWithoutTouchingIt() throws Exception {
        EngineSettings engine =
                EngineSettings.of(rig.fresh().toUri().toString()).withParallelism(3);
        KafkaSettings live = KafkaSettings.of(kafka.bootstrap(), "live")
                .withPartitions(Map.of(Topics.ALERTS, History.PARTITIONS, Topics.DIRECTIVES, 1))
                .reading(true);
        StreamExecutionEnvironment env = rig.flink().environment(engine, null);
        CorrelateTopology.define(env, CorrelateSettings.of(live, engine, RecordedLog.RULES));
        env.execute("live");

        Results again = rig.run(topic, 3);

        List<String> incidents = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : kafka.read(Topics.INCIDENTS)) {
            if (Wire.INCIDENT.read(record.value()).updatedAt() < topic.toMs()) {
                incidents.add(unmarked(record.value()));
            }
        }
        List<String> remediations = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : kafka.read(Topics.REMEDIATIONS)) {
            remediations.add(unmarked(record.value()));
        }
        // once: the replays have added nothing
        assertThat(incidents).containsExactlyInAnyOrderElementsOf(again.lines().get(ResultParts.INCIDENTS));
        assertThat(remediations)
                .containsExactlyInAnyOrderElementsOf(again.lines().get(ResultParts.REMEDIATIONS));
        again.assertSameAs(asItWas);
        assertThat(kafka.groups()).doesNotContain("replay-test");
    }

    private static String unmarked(byte[] record) {
        String text = new String(record, StandardCharsets.UTF_8);
        assertThat(text).endsWith(",\"live\":true}");
        return text.replace(",\"live\":true}", "}");
    }

    @Test
    void underTheRulesThatWereInForce() throws Exception {
        long change = RecordedLog.START + 20 * MINUTE + 2_000;
        assertThat(asItWas.of("acme").incidents())
                .filteredOn(incident -> incident.openedAt() < change)
                .isNotEmpty()
                .allMatch(incident -> incident.rulesVersion().equals("first"));
        assertThat(asItWas.of("acme").incidents())
                .filteredOn(incident ->
                        incident.openedAt() >= change && !incident.rule().equals("overflow"))
                .isNotEmpty()
                .allMatch(incident -> incident.rulesVersion().equals("second"));

        Results replaced = rig.run(topic.withRules(RecordedLog.RULES.replace("\"first\"", "\"candidate\"")), 2);

        assertThat(replaced.incidents())
                .isNotEmpty()
                .allMatch(incident -> incident.rulesVersion().equals("candidate"));
    }

    @Test
    void fromAnInstantOnUnderWhatWasPublishedBefore() throws Exception {
        long from = RecordedLog.START + 25 * MINUTE;
        KafkaHistory later = new KafkaHistory(
                kafka.bootstrap(), null, "replay-test", topic.kafka().partitions(), from);
        Results results =
                rig.run(ReplaySettings.of(later, topic.toMs(), "unset").withDefaultRules(RecordedLog.RULES), 2);

        assertThat(results.lines().get(ResultParts.DEAD_LETTERS)).isEmpty();
        assertThat(results.decisions()).isNotEmpty().allMatch(decision -> decision.at() >= from);
        assertThat(results.of("acme").incidents())
                .isNotEmpty()
                .allMatch(incident -> incident.rulesVersion().equals("second"));
    }

    @Test
    void upToAnInstantExactly() throws Exception {
        long to = RecordedLog.START + 17 * MINUTE + 33_333;

        Results cut = rig.run(topic.withTo(to), 2);

        assertThat(cut.incidents()).isNotEmpty();
        cut.before(to).assertSameAs(asItWas.before(to));
        cut.assertSameAs(asItWas.before(to));
        assertThat(asItWas.before(to + 5_000).incidents())
                .hasSizeGreaterThan(cut.incidents().size());
    }

    @Test
    void withOtherDowntimes() throws Exception {
        assertThat(held(asItWas))
                .isNotEmpty()
                .allMatch(decision -> decision.tenant().equals("globex"));

        assertThat(held(rig.run(topic.withDowntimes(List.of()), 2))).isEmpty();

        String works = downtime("acme", "cluster=\"c2\"");
        Results moved = rig.run(topic.withDowntimes(List.of(works, downtime("globex", "cluster=\"c3\""))), 2);
        assertThat(held(moved)).extracting(Decision::tenant).contains("acme", "globex");
        assertThat(clusters(asItWas.of("acme"))).contains("c2");
        assertThat(clusters(moved.of("acme"))).contains("c1").doesNotContain("c2");
        assertThat(clusters(moved.of("globex"))).contains("c1", "c2").doesNotContain("c3");
    }

    private static Set<String> clusters(Results results) {
        return results.incidents().stream()
                .flatMap(incident -> incident.members().stream())
                .map(member -> member.labels().get("cluster"))
                .collect(Collectors.toSet());
    }

    private static List<Decision> held(Results results) {
        return results.decisions().stream()
                .filter(decision -> decision.kind() == Decision.Kind.HELD
                        && decision.reason().equals(TrackDecision.DOWNTIME))
                .toList();
    }

    private static String downtime(String tenant, String matcher) {
        Downtime downtime = new Downtime(
                "d-" + tenant,
                1,
                Downtime.Status.ACTIVE,
                List.of(matcher),
                RecordedLog.START - MINUTE,
                RecordedLog.END + 60 * MINUTE,
                null,
                "ops",
                "works",
                RecordedLog.START);
        Directive directive =
                new Directive(Directive.Kind.DOWNTIME, tenant, downtime.id(), null, null, downtime, null, null, "ops");
        return new String(Wire.DIRECTIVE.write(directive), StandardCharsets.UTF_8);
    }

    @Test
    void ofOneTenant() throws Exception {
        Results acme = rig.run(topic.withTenant("acme"), 2);
        acme.assertSameAs(asItWas.of("acme"));
        assertThat(acme.of("globex").lines().values()).allMatch(List::isEmpty);

        ReplaySettings files = ReplaySettings.of(
                        HISTORY.writeTo(folder.resolve("log-of-two")), RecordedLog.RULES, 2000, "unset")
                .withTo(topic.toMs());
        rig.run(files.withTenant("globex"), 2).assertSameAs(asItWas.of("globex"));
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        JobExecutionResult done = rig.execute(topic, rig.fresh(), 2);

        long alerts = HISTORY.entries().stream()
                .filter(entry -> entry.topic().equals(Topics.ALERTS) && !Wire.isFold(entry.value()))
                .count();
        assertThat(done.<Long>getAccumulatorResult(ReplayProgress.ALERTS)).isEqualTo(alerts);
        assertThat(done.<Long>getAccumulatorResult(ReplayProgress.EVENTS)).isGreaterThan(alerts);
        assertThat(done.<Long>getAccumulatorResult(ReplayProgress.TIME))
                .isBetween(topic.toMs() - 10_000, topic.toMs() + 10_000);
    }
}
