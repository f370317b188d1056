package io.weir.core.inhibit;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.inhibit.Course.Episode;
import io.weir.core.inhibit.Course.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one instant comes to in one domain: first what fires after it, then who is under whom, then what the scopes are
 * told.
 */
final class Settlement {
    private final Map<String, Firing> firing;
    private final long at;
    private final List<InhibitOutput> out;
    private final TreeMap<String, Course> courses = new TreeMap<>();
    private final List<Suspect> suspects = new ArrayList<>();
    /** Those that fired before the instant and after it, but in another place. */
    private final Map<String, Suspect> moving = new HashMap<>();

    /** @param firing what fires in the domain, by fingerprint; is kept current */
    Settlement(Map<String, Firing> firing, long at, List<InhibitOutput> out) {
        this.firing = firing;
        this.at = at;
        this.out = out;
    }

    void settle(List<EpisodeEvent> events) {
        for (EpisodeEvent event : events) {
            courses.computeIfAbsent(event.fingerprint(), f -> new Course(firing.get(f)))
                    .hear(event);
        }
        keep();
        question();
        Causes.find(suspects);
        for (Suspect suspect : suspects) {
            Course course = courses.get(suspect.started().fingerprint());
            boolean began = course != null && course.began(suspect);
            if (!began && !Objects.equals(suspect.cause(), suspect.firing.under())) {
                moving.put(suspect.started().fingerprint(), suspect);
            }
        }
        SortedSet<String> alerts = new TreeSet<>(courses.keySet());
        alerts.addAll(moving.keySet());
        alerts.forEach(this::tell);
    }

    /** Brings {@link #firing} to what fires after the instant: what ends makes room for what begins. */
    private void keep() {
        courses.forEach((alert, course) -> {
            if (course.last == null || course.last.begun) {
                firing.remove(alert);
            } else {
                firing.put(alert, course.last.firing);
            }
        });
        courses.forEach((alert, course) -> {
            if (course.last != null && course.last.begun) {
                course.last.beyond = firing.size() >= InhibitMachine.MOST;
                if (!course.last.beyond) {
                    firing.put(alert, course.last.firing);
                }
            }
        });
    }

    /** What fires after the instant, and what was over at once: that may be muted, but mutes nobody. */
    private void question() {
        firing.forEach((alert, one) -> {
            Suspect suspect = new Suspect(one, true);
            suspects.add(suspect);
            Course course = courses.get(alert);
            if (course != null) {
                course.last.suspect = suspect;
            }
        });
        for (Course course : courses.values()) {
            for (Episode episode : course.overAtOnce()) {
                episode.suspect = new Suspect(episode.firing, false);
                suspects.add(episode.suspect);
            }
        }
    }

    private void tell(String alert) {
        Suspect moved = moving.get(alert);
        if (moved != null) {
            move(moved);
        }
        Course course = courses.get(alert);
        if (course == null) {
            return;
        }
        for (Line line : course.lines) {
            if (line.episode() == null) {
                out.add(InhibitOutput.of(line.event()));
            } else if (line.event().kind() == EpisodeEvent.Kind.STARTED) {
                start(line.event(), line.episode());
            } else {
                out.add(InhibitOutput.of(
                        at(line.event(), line.event().at(), line.episode().place(), null)));
            }
        }
    }

    private void start(EpisodeEvent started, Episode episode) {
        // one that another of the same alert took the place of at once was not asked about, and is under nobody
        Cause cause = episode.beyond || episode.suspect == null ? null : episode.suspect.cause();
        if (cause == null) {
            out.add(InhibitOutput.of(started));
            if (episode.beyond) {
                out.add(InhibitOutput.of(Explained.beyond(started)));
            }
            return;
        }
        if (!episode.ended) {
            firing.put(started.fingerprint(), episode.firing.under(cause));
        }
        out.add(InhibitOutput.of(at(started, at, cause.scopeKey(), cause)));
        String reason = episode.suspect.by.dependency() ? Explained.DEPENDS_ON : Explained.INHIBITED;
        out.add(InhibitOutput.of(Explained.suppressed(episode.suspect, reason, at)));
    }

    private void move(Suspect suspect) {
        Firing one = suspect.firing;
        EpisodeEvent started = one.started();
        Cause cause = suspect.cause();
        if (one.under() == null) {
            out.add(InhibitOutput.of(EpisodeEvent.moved(
                    at, started.tenant(), started.scopeKey(), started.fingerprint(), started.startsAt(), cause)));
        } else {
            out.add(InhibitOutput.of(EpisodeEvent.ended(
                    at,
                    started.tenant(),
                    one.place(),
                    started.fingerprint(),
                    started.startsAt(),
                    at,
                    Ending.RELEASED)));
        }
        if (cause == null) {
            firing.put(started.fingerprint(), one.free(at));
            out.add(InhibitOutput.of(started.released(at)));
            out.add(InhibitOutput.of(Explained.released(one, at)));
        } else {
            firing.put(started.fingerprint(), one.under(cause));
            out.add(InhibitOutput.of(at(started, at, cause.scopeKey(), cause)));
            String reason = one.under() == null ? Explained.MOVED : Explained.OTHER_CAUSE;
            out.add(InhibitOutput.of(Explained.suppressed(suspect, reason, at)));
        }
    }

    /** The same event at an instant, told to a scope. */
    private static EpisodeEvent at(EpisodeEvent event, long at, String scopeKey, Cause cause) {
        return new EpisodeEvent(
                event.kind(),
                at,
                event.tenant(),
                scopeKey,
                event.fingerprint(),
                event.startsAt(),
                event.endsAt(),
                event.ending(),
                event.flapping(),
                event.onset(),
                cause,
                null,
                null);
    }
}
