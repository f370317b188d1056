package io.weir.bridge.quota;

import io.weir.schema.Alert;
import io.weir.schema.Fold;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What becomes of the alerts of one request. Ends with {@link #written} or {@link #failed}, once. */
public final class Admission {
    /** Second part of a fold's key; no fingerprint is like it. */
    private static final String FOLD_KEY = "fold";

    private final TenantQuota quota;
    private final List<Observation> alerts;
    private final List<Verdict> verdicts;
    private final Headers mark;

    Admission(TenantQuota quota, List<Observation> alerts, List<Verdict> verdicts, byte[] bridge) {
        this.quota = quota;
        this.alerts = alerts;
        this.verdicts = verdicts;
        this.mark = new RecordHeaders().add(TenantQuota.BRIDGE_HEADER, bridge);
    }

    /** Whether some have to wait: then the tenant's spill topic is needed. */
    public boolean spills() {
        return verdicts.stream().anyMatch(Verdict::waits);
    }

    /**
     * What to write instead of {@code records}.
     *
     * @param taken the alerts that were judged
     * @param records theirs, in the same order, and possibly others behind them, which stay
     * @param now the bridge's receive instant, milliseconds since the epoch
     */
    public List<ProducerRecord<byte[], byte[]>> records(
            List<Alert> taken, List<ProducerRecord<byte[], byte[]>> records, long now) {
        List<ProducerRecord<byte[], byte[]>> admitted = new ArrayList<>(records.size() + 1);
        Map<String, Long> folded = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            ProducerRecord<byte[], byte[]> record = records.get(i);
            Verdict verdict = i < verdicts.size() ? verdicts.get(i) : Verdict.PASSED;
            switch (verdict) {
                case PASSED, PASSED_BEYOND -> admitted.add(record);
                case FOLDED -> folded.merge(taken.get(i).source(), 1L, Long::sum);
                case WAITS_FOR_TOKENS, WAITS_FOR_ROOM ->
                    admitted.add(new ProducerRecord<>(
                            Topics.spill(quota.tenant()), verdict.partition(), record.key(), record.value(), mark));
            }
        }
        folded.forEach((source, repeats) -> admitted.add(new ProducerRecord<>(
                Topics.ALERTS,
                Topics.key(quota.tenant(), FOLD_KEY).getBytes(StandardCharsets.UTF_8),
                Wire.FOLD.write(new Fold(quota.tenant(), source, repeats, now)))));
        return admitted;
    }

    /** Kafka has all of it. */
    public void written(long now) {
        quota.written(alerts, verdicts, now);
    }

    /** Kafka does not have all of it. */
    public void failed() {
        quota.failed(alerts, verdicts);
    }
}
