package io.weir.pipeline.correlate;

import static io.weir.pipeline.correlate.AnswerRig.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.TestFlink;
import io.weir.pipeline.kafka.RetainedCheckpoints;
import io.weir.pipeline.settings.StateStore;
import io.weir.schema.Incident;
import io.weir.schema.Tally;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same log gives the same incidents, at any parallelism, on either state store, with a kill in the middle. */
class SameAnswerTest {
    private static final List<RecordedLog.Entry> LOG = RecordedLog.of(7);

    @TempDir
    static Path folder;

    private static TestFlink flink;

    private AnswerRig rig;

    @BeforeAll
    static void start() throws Exception {
        flink = new TestFlink(4);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    @BeforeEach
    void freshKafka() throws Exception {
        rig = new AnswerRig(flink, folder, RecordedLog.RULES);
    }

    @AfterEach
    void stopKafka() {
        rig.close();
    }

    @Test
    void anyParallelismAndStateStore() throws Exception {
        writeAll();
        Map<String, List<String>> one = rig.replay(1, StateStore.HEAP);
        assertPlausible(one);
        assertSame(rig.replay(3, StateStore.HEAP), one);
        assertSame(rig.replay(2, StateStore.ROCKSDB), one);
    }

    private void writeAll() throws Exception {
        rig.write(LOG, 0);
        rig.writeTheEnd(RecordedLog.END);
    }

    @Test
    void aKillInTheMiddle() throws Exception {
        writeAll();
        Map<String, List<String>> whole = rig.replay(2, StateStore.HEAP);

        stopKafka();
        freshKafka();
        int half = LOG.size() / 2;
        rig.write(LOG.subList(0, half), LOG.get(half).time());
        String checkpoints = folder.resolve("checkpoints-kill").toUri().toString();
        JobClient first = rig.live(3, checkpoints, null);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rig.kafka().read(Topics.INCIDENTS).size() > 20);
        first.cancel().get();
        rig.write(LOG.subList(half, LOG.size()), 0);
        rig.writeTheEnd(RecordedLog.END);
        JobClient second = rig.live(1, checkpoints, RetainedCheckpoints.newest(folder.resolve("checkpoints-kill")));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertSame(rig.results(), whole));
        second.cancel().get();
    }

    /** Guards the other assertions: equal results of nothing would be equal too. */
    private void assertPlausible(Map<String, List<String>> results) throws Exception {
        List<Incident> incidents = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : rig.kafka().read(Topics.INCIDENTS)) {
            incidents.add(Wire.INCIDENT.read(record.value()));
        }
        assertThat(incidents)
                .extracting(Incident::kind)
                .contains(Incident.Kind.OPENED, Incident.Kind.UPDATED, Incident.Kind.RESOLVED, Incident.Kind.REOPENED);
        assertThat(incidents).extracting(Incident::rulesVersion).contains("first", "second");
        assertThat(incidents).extracting(Incident::reason).contains(Incident.Reason.PERSISTED_PAST_DOWNTIME);
        assertThat(incidents).anyMatch(i -> i.members().stream().anyMatch(m -> m.flapping()));
        Map<String, Incident> newest = new HashMap<>();
        incidents.forEach(i -> newest.merge(i.incidentId(), i, (a, b) -> a.revision() > b.revision() ? a : b));
        assertThat(newest.values()).allMatch(i -> i.status() == Incident.Status.RESOLVED);
        assertThat(rig.kafka().read(Topics.DEAD_LETTERS)).hasSize(1);
        assertBalanced();
        results.forEach((topic, records) -> assertThat(records).as(topic).isNotEmpty());
    }

    /** Every observation is in one account, and no account is open in the end. */
    private void assertBalanced() throws Exception {
        Map<String, Long> received = new TreeMap<>();
        Set<String> words = new HashSet<>();
        for (String line :
                AnswerRig.lastTallies(rig.kafka().read(Topics.DECISIONS)).values()) {
            Tally tally = Wire.TALLY.read(line.getBytes(StandardCharsets.UTF_8));
            received.put(tally.tenant() + "|" + tally.minute(), tally.received());
            assertThat(tally.inFlight()).as(line).isZero();
            words.addAll(tally.outcomes().keySet());
            words.addAll(tally.held().keySet());
            if (tally.deadLettered() > 0) {
                words.add("dead-lettered");
            }
        }
        assertThat(received).isEqualTo(RecordedLog.received(LOG));
        assertThat(words)
                .contains("opened", "joined", "ended", "deduplicated", "noted", "downtime", "dead-lettered")
                .contains("inhibited", "overflow");
    }
}
