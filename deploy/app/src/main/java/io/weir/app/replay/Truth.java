package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.replay.Grouping.Episode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A labelled stream: one JSON object per line, {@code {"fingerprint", "startsAt", "fault"}}; no fault is noise. */
final class Truth {
    private Truth() {}

    /**
     * The fault of each episode; the empty string is noise.
     *
     * @throws CommandFailure when the file cannot be read, or is empty
     */
    static Map<Episode, String> read(Path file) {
        Map<Episode, String> faults = new LinkedHashMap<>();
        JsonLines.read(
                file,
                line -> faults.put(
                        new Episode(
                                line.text("fingerprint"), line.time("startsAt").toEpochMilli()),
                        line.text("fault")));
        if (faults.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, file + ": no line in it");
        }
        return faults;
    }
}
