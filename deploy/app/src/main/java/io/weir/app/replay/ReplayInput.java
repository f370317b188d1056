package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.capture.CaptureFiles;
import io.weir.app.capture.DowntimesFile;
import io.weir.pipeline.kafka.HistoryRange;
import io.weir.pipeline.replay.LogFile;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.settings.KafkaHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the runs of a replay read, the same for both. Times are milliseconds since the epoch.
 *
 * @param files the log as files; null when it is read from Kafka
 * @param kafka the log on Kafka; null otherwise
 * @param fromMs first instant
 * @param toMs first instant after it
 * @param records how many there are, ticks included
 * @param rejected requests and alerts of captures that cannot be read
 * @param tenants owners of the alerts in captures; empty when unknown
 */
record ReplayInput(
        ReplaySettings.Files files,
        KafkaHistory kafka,
        long fromMs,
        long toMs,
        long records,
        long rejected,
        List<String> tenants) {
    private static final String LOG = "log.json";

    /**
     * Writes the captures as a log, or asks Kafka how far its log reaches; on the way again takes what is there.
     *
     * @param kafka client properties, the address among them; empty when captures are read
     */
    static ReplayInput prepare(ReplayPlan plan, Map<String, String> kafka, ReplayFolder folder) throws IOException {
        return plan.capture() != null ? captured(plan, folder) : onKafka(plan, kafka);
    }

    private static ReplayInput captured(ReplayPlan plan, ReplayFolder folder) throws IOException {
        if (!folder.has(LOG)) {
            CaptureLog.Bounds bounds = new CaptureLog.Bounds(plan.fromMs(), plan.toMs(), plan.tenant());
            folder.write(LOG, CaptureLog.write(CaptureFiles.at(Path.of(plan.capture())), bounds, folder.log()));
        }
        CaptureLog.Written log = folder.read(LOG, CaptureLog.Written.class);
        return new ReplayInput(
                new ReplaySettings.Files(log.alerts(), log.directives()),
                null,
                log.fromMs(),
                log.toMs(),
                log.alerts().stream().mapToLong(LogFile.Recorded::records).sum(),
                log.rejected(),
                log.tenants());
    }

    private static ReplayInput onKafka(ReplayPlan plan, Map<String, String> client) {
        KafkaHistory all = KafkaHistory.of(client, null, plan.fromMs());
        try {
            HistoryRange range = HistoryRange.resolve(all, plan.toMs() == null ? Long.MAX_VALUE : plan.toMs());
            return new ReplayInput(
                    null,
                    all.withPartitions(range.partitions()),
                    range.fromMs(),
                    range.toMs(),
                    range.alertRecords(),
                    0,
                    List.of());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--from: " + e.getMessage(), e);
        }
    }

    /** What jobs elsewhere read: only the period is known here. */
    static ReplayInput of(ReplayPlan plan) {
        return new ReplayInput(null, null, plan.fromMs(), plan.toMs(), 0, 0, List.of());
    }

    /** What Kafka has from the plan's first instant on, without an end. */
    static ReplayInput withoutEnd(ReplayPlan plan, Map<String, String> client) {
        return new ReplayInput(
                null,
                KafkaHistory.of(client, "weir-shadow", plan.fromMs()),
                plan.fromMs(),
                Long.MAX_VALUE,
                0,
                0,
                List.of());
    }

    /** What a run under a rule book is told. */
    ReplaySettings settings(ReplayPlan plan, ReplayPlan.Book book, Path results) {
        return new ReplaySettings(
                files,
                kafka,
                toMs == Long.MAX_VALUE ? null : toMs,
                plan.tenant(),
                book.yaml(),
                book.replaces(),
                plan.downtimes() == null ? null : DowntimesFile.forTenants(plan.downtimes(), tenants),
                plan.leadMs(),
                null,
                results.toUri().toString());
    }
}
