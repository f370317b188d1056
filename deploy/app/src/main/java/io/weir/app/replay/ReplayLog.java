package io.weir.app.replay;

import io.weir.app.replay.Capture.Delivery;
import io.weir.pipeline.replay.LogFile;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes alerts as the log a bridge would have written: partitions by identity, and ticks where nothing else is. */
final class ReplayLog {
    /** As often as a job's own ticks. */
    private static final long TICK_EVERY_MS = 5_000;
    /** Time goes on after the last record, until what is due then has come out. */
    private static final long AFTER_MS = 3_600_000;

    private static final long LEAD_MS = 2_000;

    private ReplayLog() {}

    /**
     * Writes the log into {@code folder}.
     *
     * @param deliveries by time; at least one
     * @param rules YAML of the rule book for all tenants
     * @param partitions of the alerts' topic
     * @param seed which identity lies in which partition
     */
    static ReplaySettings write(List<Delivery> deliveries, String rules, int partitions, long seed, Path folder)
            throws IOException {
        List<LogFile> alerts = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            alerts.add(LogFile.create(folder.resolve("alerts-" + i + ".log")));
        }
        LogFile directives = LogFile.create(folder.resolve("directives.log"));
        long tick = deliveries.get(0).at();
        for (Delivery delivery : deliveries) {
            for (; tick <= delivery.at(); tick += TICK_EVERY_MS) {
                tick(alerts, directives, tick);
            }
            String key = Topics.key(delivery.alert().tenant(), delivery.alert().fingerprint());
            alerts.get(Math.floorMod((key + seed).hashCode(), partitions))
                    .append(delivery.at(), Wire.ALERT.write(delivery.alert()));
        }
        for (long end = tick + AFTER_MS; tick <= end; tick += TICK_EVERY_MS) {
            tick(alerts, directives, tick);
        }
        directives.close();
        for (LogFile partition : alerts) {
            partition.close();
        }
        return ReplaySettings.of(
                new ReplaySettings.Files(alerts.stream().map(LogFile::recorded).toList(), directives.recorded()),
                rules,
                LEAD_MS,
                folder.toString());
    }

    private static void tick(List<LogFile> alerts, LogFile directives, long time) throws IOException {
        directives.append(time, Wire.tick());
        for (LogFile partition : alerts) {
            partition.append(time, Wire.tick());
        }
    }
}
