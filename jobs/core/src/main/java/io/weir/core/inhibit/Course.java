package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Kind;
import java.util.ArrayList;
import java.util.List;

/** What one instant brings to one alert: its events, each with the episode that it is about. */
final class Course {
    final List<Line> lines = new ArrayList<>();
    /** What fires after the instant; null when nothing does. */
    Episode last;

    /** @param before what fired before the instant; null when nothing did */
    Course(Firing before) {
        last = before == null ? null : new Episode(before, false);
    }

    void hear(EpisodeEvent event) {
        if (event.kind() == Kind.STARTED && !event.onset().over()) {
            last = new Episode(new Firing(event, event.at(), null), true);
            lines.add(new Line(event, last));
            return;
        }
        if (event.kind() == Kind.STARTED || last == null || !last.firing.is(event)) {
            lines.add(new Line(event, null));
            return;
        }
        lines.add(new Line(event, last));
        if (event.kind() == Kind.ENDED) {
            last.ended = true;
            last = null;
        } else if (event.kind() == Kind.CHANGED) {
            last.firing = last.firing.flapping(event.flapping());
        }
    }

    /** What began and ended at this instant. */
    List<Episode> overAtOnce() {
        return lines.stream()
                .filter(line -> line.event.kind() == Kind.STARTED && line.episode != null && line.episode.ended)
                .map(Line::episode)
                .toList();
    }

    /** Whether this is an episode that began at this instant. */
    boolean began(Suspect suspect) {
        return lines.stream()
                .anyMatch(line -> line.episode != null && line.episode.begun && line.episode.suspect == suspect);
    }

    /**
     * One event.
     *
     * @param episode null when nothing is kept of it
     */
    record Line(EpisodeEvent event, Episode episode) {}

    /** One episode at this instant. */
    static final class Episode {
        Firing firing;
        /** Whether it began at this instant. */
        final boolean begun;
        /** Whether it ended at this instant. */
        boolean ended;
        /** Whether there is no room for it. */
        boolean beyond;
        /** What became of it; null when that was not asked. */
        Suspect suspect;

        Episode(Firing firing, boolean begun) {
            this.firing = firing;
            this.begun = begun;
        }

        /** The key of the scope where it is after the instant, or was when it ended. */
        String place() {
            if (suspect == null) {
                return firing.place();
            }
            return suspect.cause() == null
                    ? firing.started().scopeKey()
                    : suspect.cause().scopeKey();
        }
    }
}
