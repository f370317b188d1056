package io.weir.app.replay;

import io.weir.pipeline.replay.LogFile;
import io.weir.schema.Alert;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what came as the log a bridge would have written: partitions by identity, and ticks where nothing else is. What
 * comes has to come by time. How many ticks there are makes no difference to the answers, so a long silence gets few.
 */
final class LogWriter implements AutoCloseable {
    /** As often as a job's own ticks. */
    private static final long TICK_EVERY_MS = 5_000;
    /** An alert waits for directives that are read up to its time, so they get ticks more often. */
    private static final long DIRECTIVE_TICK_EVERY_MS = 1_000;
    /** A silence gets no more ticks than these. */
    private static final long TICKS_PER_SILENCE = 720;

    private final List<LogFile> alerts = new ArrayList<>();
    private final LogFile directives;
    private final long seed;
    private long ticked = Long.MIN_VALUE;
    private long directivesTicked = Long.MIN_VALUE;

    /**
     * Begins a log.
     *
     * @param folder must exist
     * @param partitions of the alerts' topic
     * @param seed which identity lies in which partition
     */
    LogWriter(Path folder, int partitions, long seed) throws IOException {
        for (int i = 0; i < partitions; i++) {
            alerts.add(LogFile.create(folder.resolve("alerts-" + i + ".log")));
        }
        directives = LogFile.create(folder.resolve("directives.log"));
        this.seed = seed;
    }

    void alert(long at, Alert alert) throws IOException {
        passTo(at);
        String key = Topics.key(alert.tenant(), alert.fingerprint());
        alerts.get(Math.floorMod((key + seed).hashCode(), alerts.size())).append(at, Wire.ALERT.write(alert));
    }

    /** What stands for repeats of a tenant that were folded. */
    void fold(long at, String tenant, byte[] fold) throws IOException {
        passTo(at);
        alerts.get(Math.floorMod((tenant + seed).hashCode(), alerts.size())).append(at, fold);
    }

    /** Takes a directive, which may be of long before the first alert. */
    void directive(long at, byte[] directive) throws IOException {
        if (ticked != Long.MIN_VALUE) {
            passTo(at);
        }
        directives.append(at, directive);
    }

    /** Time goes on. */
    void passTo(long at) throws IOException {
        if (ticked == Long.MIN_VALUE) {
            tick(at);
        }
        long every = Math.max(TICK_EVERY_MS, (at - ticked) / TICKS_PER_SILENCE);
        while (at - ticked >= every) {
            tick(ticked + every);
        }
        if (at - directivesTicked >= DIRECTIVE_TICK_EVERY_MS) {
            directives.append(at, Wire.tick());
            directivesTicked = at;
        }
    }

    /** Writes the last ticks. */
    void end(long at) throws IOException {
        passTo(at);
        tick(at);
    }

    private void tick(long time) throws IOException {
        directives.append(time, Wire.tick());
        for (LogFile partition : alerts) {
            partition.append(time, Wire.tick());
        }
        ticked = time;
        directivesTicked = time;
    }

    /** What a job has to know to read the partitions; after {@link #close}. */
    List<LogFile.Recorded> alerts() {
        return alerts.stream().map(LogFile::recorded).toList();
    }

    /** The same for the directives. */
    LogFile.Recorded directives() {
        return directives.recorded();
    }

    @Override
    public void close() throws IOException {
        directives.close();
        for (LogFile partition : alerts) {
            partition.close();
        }
    }
}
