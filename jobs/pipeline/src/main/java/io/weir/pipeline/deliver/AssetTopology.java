package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.Feed;
import io.weir.pipeline.kafka.LogSources;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.schema.Directive;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Downtimes in; machines in maintenance and back outside; receipts out. A few a day: one task each. */
final class AssetTopology {
    private AssetTopology() {}

    /** Adds it; null when no tenant wants it. */
    static Feed<Receipt> define(
            StreamExecutionEnvironment env, DeliverSettings settings, Controls controls, JobTies ties) {
        Inventory inventory = Inventory.of(settings.glpi());
        if (inventory == null) {
            return null;
        }
        Feed<Directive> downtimes = LogSources.downtimes(env, settings);
        DataStream<AssetHold> holds = downtimes
                .records()
                .keyBy(directive -> Topics.key(directive.tenant(), directive.id()))
                .process(new DowntimeWatching(inventory, settings.tuning()))
                .returns(AssetHold.class)
                .name("watch downtimes")
                .uid("asset-downtimes")
                .setParallelism(1);
        DataStream<Receipt> receipts = holds.keyBy(
                        hold -> Topics.key(hold.tenant(), hold.asset() == null ? "" : hold.asset()))
                .process(new AssetMaintenance(
                        inventory,
                        settings.tuning(),
                        TaskShare.of(settings, Inventory.CALLS, Integer.MAX_VALUE),
                        controls,
                        ties))
                .returns(Receipt.class)
                .name("assets in maintenance")
                .uid("asset-maintenance")
                .setParallelism(1);
        return new Feed<>(receipts, downtimes.unreadable(), downtimes.folds());
    }
}
