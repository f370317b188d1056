package io.weir.pipeline.correlate;

import io.weir.core.decide.Count;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up counts before they go to their tenant, so that a million repeats cost a few records. Chained to the operator
 * that counts. Whatever is held here goes on before a checkpoint's barrier, so it needs no state and no checkpoint can
 * lose or double it; and before the watermark that ends its minute, so it is never late.
 */
public final class CountBundles extends AbstractStreamOperator<Count> implements OneInputStreamOperator<Count, Count> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 10_000;
    private static final Comparator<Count> IN_ORDER =
            Comparator.comparing(Count::tenant).thenComparing(Count::at).thenComparing(Count.TIES);

    private transient Map<Count, Long> bundles;
    private transient long firstEnd;

    @Override
    public void open() throws Exception {
        super.open();
        bundles = new HashMap<>();
        firstEnd = Long.MAX_VALUE;
    }

    @Override
    public void processElement(StreamRecord<Count> element) {
        Count count = element.getValue();
        if (!count.adds()) {
            output.collect(element);
            return;
        }
        Count bundle = count.ofMinute(0);
        bundles.merge(bundle, count.number(), Long::sum);
        firstEnd = Math.min(firstEnd, bundle.at());
        if (bundles.size() >= MOST) {
            flush();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() >= firstEnd) {
            flush();
        }
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    private void flush() {
        List<Count> all = bundles.entrySet().stream()
                .map(entry -> entry.getKey().ofMinute(entry.getValue()))
                .sorted(IN_ORDER)
                .toList();
        bundles.clear();
        firstEnd = Long.MAX_VALUE;
        all.forEach(count -> output.collect(new StreamRecord<>(count, count.at())));
    }
}
