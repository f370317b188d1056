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

/** What becomes of the alerts of one request, in two parts that Kafka takes, or does not take, each for itself. */
public final class Admission {
    /** Second part of a fold's key; no fingerprint is like it. */
    private static final String FOLD_KEY = "fold";

    private final TenantQuota quota;
    private final List<Judged> judged;
    private final Headers mark;

    Admission(TenantQuota quota, List<Judged> judged, byte[] bridge) {
        this.quota = quota;
        this.judged = judged;
        this.mark = new RecordHeaders().add(TenantQuota.BRIDGE_HEADER, bridge);
    }

    /** Whether some have to wait: then there is a part for the tenant's spill topic, which is needed. */
    public boolean spills() {
        return judged.stream().anyMatch(one -> one.verdict().waits());
    }

    /**
     * What goes to the log: what passes, and the number of those that are folded.
     *
     * @param taken the alerts that were judged
     * @param records theirs, in the same order, and possibly others behind them, which are in this part as they are
     * @param now the bridge's receive instant, milliseconds since the epoch
     */
    public Part passing(List<Alert> taken, List<ProducerRecord<byte[], byte[]>> records, long now) {
        List<ProducerRecord<byte[], byte[]>> admitted = new ArrayList<>(records.size() + 1);
        Map<String, Long> folded = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            Verdict verdict = i < judged.size() ? judged.get(i).verdict() : Verdict.PASSED;
            if (verdict.passes()) {
                admitted.add(records.get(i));
            } else if (verdict == Verdict.FOLDED) {
                folded.merge(taken.get(i).source(), 1L, Long::sum);
            }
        }
        folded.forEach((source, repeats) -> admitted.add(new ProducerRecord<>(
                Topics.ALERTS,
                Topics.key(quota.tenant(), FOLD_KEY).getBytes(StandardCharsets.UTF_8),
                Wire.FOLD.write(new Fold(quota.tenant(), source, repeats, now)))));
        return part(admitted, false);
    }

    /**
     * What goes into the spill topic.
     *
     * @param records as for {@link #passing}
     */
    public Part waiting(List<ProducerRecord<byte[], byte[]>> records) {
        List<ProducerRecord<byte[], byte[]>> spilled = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Verdict verdict = judged.get(i).verdict();
            if (verdict.waits()) {
                ProducerRecord<byte[], byte[]> record = records.get(i);
                spilled.add(new ProducerRecord<>(
                        Topics.spill(quota.tenant()), verdict.partition(), record.key(), record.value(), mark));
            }
        }
        return part(spilled, true);
    }

    private Part part(List<ProducerRecord<byte[], byte[]>> records, boolean waits) {
        List<Judged> alerts =
                judged.stream().filter(one -> one.verdict().waits() == waits).toList();
        return new Part(records, alerts);
    }

    /** Some of a request. Ends with {@link #written} or {@link #failed}, once. */
    public final class Part {
        private final List<ProducerRecord<byte[], byte[]>> records;
        private final List<Judged> alerts;

        private Part(List<ProducerRecord<byte[], byte[]>> records, List<Judged> alerts) {
            this.records = records;
            this.alerts = alerts;
        }

        /** What to write; possibly nothing. */
        public List<ProducerRecord<byte[], byte[]>> records() {
            return records;
        }

        /** Kafka has all of it. {@code now}: the bridge's receive instant, milliseconds since the epoch. */
        public void written(long now) {
            quota.written(alerts, now);
        }

        /** Kafka does not have all of it. */
        public void failed() {
            quota.failed(alerts);
        }
    }
}
