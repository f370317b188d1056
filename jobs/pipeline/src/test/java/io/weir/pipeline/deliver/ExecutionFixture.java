package io.weir.pipeline.deliver;

import static org.awaitility.Awaitility.await;

import io.weir.pipeline.Samples;
import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Control;
import io.weir.schema.DeadLetter;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.sink.awx.AwxOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** The executor in a harness: a clock that only the test moves, a runner that answers as told. */
abstract class ExecutionFixture {
    static final ExecutionTuning TUNING =
            ExecutionTuning.of(DeliverTuning.DEFAULT.withRetry(1000, 8000).withMemory(100_000, 500_000), 3_600_000);
    static final AwxOptions.Guardrails LIMITS = new AwxOptions.Guardrails(5, 2, 1, 10, 60_000, 3);

    ScriptedRunner awx = new ScriptedRunner();
    final ScriptedControls controls = new ScriptedControls();
    AwxOptions.Guardrails limits = LIMITS;
    PastEffects past = PastEffects.NONE;
    KeyedTwoInputStreamOperatorTestHarness<String, Remediation, Retry, RemediationNews> flink;
    long now = 1_000_000;
    long checkpoint;

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    void start(OperatorSubtaskState restored) throws Exception {
        ScriptedRunner runner = awx;
        start(restored, fence -> runner);
    }

    void start(OperatorSubtaskState restored, Runners runners) throws Exception {
        ExecutionSetup setup = new ExecutionSetup(
                runners, () -> controls, past, TUNING, Map.of(), limits, new TaskShare(4, 1000, true, 30_000), null);
        flink = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new RemediationExecution(setup)),
                Remediation::tenant,
                Retry::tenant,
                Types.STRING);
        flink.setProcessingTime(now);
        if (restored != null) {
            flink.setRestoredCheckpointId(checkpoint);
            flink.initializeState(restored);
        }
        flink.open();
    }

    void in(Remediation remediation) throws Exception {
        flink.processElement1(new StreamRecord<>(remediation, 0));
    }

    void in(Retry retry) throws Exception {
        flink.processElement2(new StreamRecord<>(retry, 0));
    }

    OperatorSubtaskState snapshot() throws Exception {
        return flink.snapshot(++checkpoint, now);
    }

    void completeCheckpoint() throws Exception {
        snapshot();
        flink.notifyOfCompletedCheckpoint(checkpoint);
    }

    static ConditionFactory quickly() {
        return await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    void pass(long millis) throws Exception {
        now += millis;
        flink.setProcessingTime(now);
    }

    List<String> told() {
        return flink.extractOutputValues().stream().map(RemediationNews::state).toList();
    }

    /** What was told of one remediation. */
    List<String> told(String remediationId) {
        return flink.extractOutputValues().stream()
                .filter(news -> news.request().remediationId().equals(remediationId))
                .map(RemediationNews::state)
                .toList();
    }

    RemediationNews last() {
        List<RemediationNews> all = flink.extractOutputValues();
        return all.get(all.size() - 1);
    }

    List<DeadLetter> letters() {
        Queue<StreamRecord<DeadLetter>> side = flink.getSideOutput(DeadLetters.TAG);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    /** Lets time pass, with a checkpoint every 50 ms. */
    void untilTold(String last) {
        quickly().until(() -> {
            step();
            return told().contains(last);
        });
    }

    void untilTold(String remediationId, String last) {
        quickly().until(() -> {
            step();
            return told(remediationId).contains(last);
        });
    }

    void untilCalled(int count) {
        quickly().until(() -> {
            step();
            return awx.calls().size() >= count;
        });
    }

    void step() throws Exception {
        pass(50);
        completeCheckpoint();
    }

    /** A request that runs until somebody says otherwise. */
    static Remediation request(String id, String incident, String target, Remediation.Mode mode) {
        Remediation plain = Samples.requested(incident, id, Long.MAX_VALUE - 1);
        return request(plain, target, mode, Map.of("host", target));
    }

    static Remediation request(Remediation plain, String target, Remediation.Mode mode, Map<String, String> labels) {
        return new Remediation(
                plain.tenant(),
                plain.remediationId(),
                plain.incidentId(),
                plain.kind(),
                plain.rule(),
                plain.template(),
                target,
                plain.vars(),
                mode,
                plain.attempt(),
                plain.alertname(),
                plain.fingerprint(),
                plain.requestedAt(),
                plain.expiresAt(),
                plain.verifyWithinMs(),
                plain.reason(),
                labels,
                true);
    }

    static Control brake(String tenant, boolean on) {
        return new Control(Control.Kind.BRAKE, tenant, on, null, "ada", "storm", 5L);
    }
}
