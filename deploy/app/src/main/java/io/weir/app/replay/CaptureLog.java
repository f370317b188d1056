package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.capture.CaptureFiles;
import io.weir.app.capture.CaptureLine;
import io.weir.app.capture.CapturedAlerts;
import io.weir.app.capture.CapturedRequest;
import io.weir.bridge.intake.Reading;
import io.weir.pipeline.replay.LogFile;
import io.weir.schema.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Turns captures into the log that a replay reads; in one pass and in bounded memory. */
final class CaptureLog {
    /** Time goes on after the last request, until what is due then has come out. */
    static final long AFTER_MS = 3_600_000;

    private static final long BEYOND_MS = 2_000;
    private static final int PARTITIONS = 4;
    private static final int MOST_TENANTS = 100_000;

    private final Bounds bounds;
    private final LogWriter log;
    private final SortedSet<String> tenants = new TreeSet<>();
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;
    private boolean clockLast;
    private long count;
    private long rejected;

    /**
     * What to take.
     *
     * @param fromMs first instant, milliseconds since the epoch; 0 for all
     * @param toMs first instant after it; null for all
     * @param tenant whose; null for everybody's
     */
    record Bounds(long fromMs, Long toMs, String tenant) {}

    /**
     * What there is to replay. Times are milliseconds since the epoch.
     *
     * @param alerts one file per partition
     * @param directives the directives
     * @param fromMs time of the first request
     * @param toMs decisions before this count
     * @param alertCount alerts written
     * @param rejected requests and alerts that cannot be read; live they are dead letters
     * @param tenants owners of the alerts
     */
    record Written(
            List<LogFile.Recorded> alerts,
            LogFile.Recorded directives,
            long fromMs,
            long toMs,
            long alertCount,
            long rejected,
            List<String> tenants) {}

    private CaptureLog(Bounds bounds, LogWriter log) {
        this.bounds = bounds;
        this.log = log;
    }

    /**
     * Writes the log into {@code folder}, which must exist.
     *
     * @throws CommandFailure when a line cannot be read, or there is no request at all
     */
    static Written write(CaptureFiles files, Bounds bounds, Path folder) throws IOException {
        CaptureFiles sorted = files;
        while (true) {
            try {
                return writeSorted(sorted, bounds, folder);
            } catch (CaptureFiles.OutOfOrderException unsorted) {
                Path instead = folder.resolve(
                        "sorted-" + files.files().indexOf(original(files, sorted, unsorted.file())) + ".jsonl");
                CaptureSort.sort(unsorted.file(), instead, folder);
                sorted = sorted.with(unsorted.file(), instead);
            }
        }
    }

    private static Path original(CaptureFiles files, CaptureFiles sorted, Path file) {
        return files.files().get(sorted.files().indexOf(file));
    }

    private static Written writeSorted(CaptureFiles files, Bounds bounds, Path folder) throws IOException {
        CaptureLog capture;
        LogWriter log = new LogWriter(folder, PARTITIONS, 0);
        try (log) {
            capture = new CaptureLog(bounds, log);
            files.forEach(capture::take);
            if (capture.lastAt == Long.MIN_VALUE) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--capture: " + files.files() + ": no request between --from and --to");
            }
            // further than the end, so that all that is due before is decided
            log.end(capture.end() + BEYOND_MS);
        }
        return new Written(
                log.alerts(),
                log.directives(),
                capture.firstAt,
                capture.end(),
                capture.count,
                capture.rejected,
                List.copyOf(capture.tenants));
    }

    private long end() {
        if (bounds.toMs() != null) {
            return bounds.toMs();
        }
        return clockLast ? lastAt : Math.floorDiv(lastAt + AFTER_MS + 999, 1_000) * 1_000;
    }

    private void take(CapturedRequest request) throws IOException {
        boolean directive = request.source().equals(CaptureLine.DIRECTIVE);
        boolean late = bounds.toMs() != null && request.at() >= bounds.toMs();
        boolean clock = request.source().equals(CaptureLine.CLOCK);
        boolean foreign = bounds.tenant() != null && !bounds.tenant().equals(request.tenant());
        if (late || (foreign && !clock)) {
            return;
        }
        if (directive) {
            log.directive(request.at(), request.body());
            return;
        }
        if (request.at() < bounds.fromMs()) {
            return;
        }
        firstAt = Math.min(firstAt, request.at());
        lastAt = request.at();
        clockLast = clock;
        log.passTo(request.at());
        if (clockLast) {
            return;
        }
        if (request.source().equals(CaptureLine.FOLD)) {
            log.fold(request.at(), request.tenant(), request.body());
            return;
        }
        Reading reading = CapturedAlerts.of(request);
        rejected += reading.rejected().size();
        for (Alert alert : reading.alerts()) {
            log.alert(request.at(), alert);
            count++;
            if (tenants.size() < MOST_TENANTS) {
                tenants.add(alert.tenant());
            }
        }
    }
}
