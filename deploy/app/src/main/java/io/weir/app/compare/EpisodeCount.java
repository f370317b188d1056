package io.weir.app.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code episodes.jsonl} tells, counted.
 *
 * @param critical of known severity, critical or worse
 * @param missedCritical those of them that are in no incident
 * @param held kept back at the end, by reason
 */
record EpisodeCount(long episodes, long critical, long missedCritical, Map<String, Long> held) {
    static EpisodeCount of(Path run) throws IOException {
        long episodes = 0;
        long critical = 0;
        long missed = 0;
        Map<String, Long> held = new TreeMap<>();
        try (LineFile lines = new LineFile(run.resolve(RunFolder.EPISODES))) {
            for (Episode episode = lines.next(Episode::read); episode != null; episode = lines.next(Episode::read)) {
                episodes++;
                critical += episode.critical() ? 1 : 0;
                missed += episode.critical() && episode.incidentId() == null ? 1 : 0;
                if (episode.fate().equals(Episode.Fate.HELD)) {
                    held.merge(episode.reason(), 1L, Long::sum);
                }
            }
        }
        return new EpisodeCount(episodes, critical, missed, held);
    }
}
