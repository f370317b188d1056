package io.weir.app.compare;

import io.weir.app.compare.Episode.Fate;
import io.weir.app.compare.EpisodeFact.Word;
import io.weir.app.sort.Sorted;
import java.io.IOException;
import java.util.Arrays;

/**
 * Makes episodes of what is said of them, in the order of their keys. An episode that no incident ever listed takes
 * labels and severity of the same alert's episode before it. One that a flapping alert began is where that is.
 *
 * <p>Where an episode is here may be an incident that was never published.
 */
final class EpisodeFold {
    private final Sorted facts;
    private boolean more;
    private Episode before;
    private String shownAs;

    /** @param facts lines of {@link Keyed} by {@link Episode#key()} */
    EpisodeFold(Sorted facts) throws IOException {
        this.facts = facts;
        this.more = facts.next();
    }

    /** An episode's own fields, which every line of the sort repeats. */
    record Keyed(String tenant, String fingerprint, long startsAt, EpisodeFact fact) {}

    /** The alert that stands for the episode that came last; null when none does. */
    String shownAs() {
        return shownAs;
    }

    /** The next episode; null after the last one. */
    Episode next() throws IOException {
        Episode episode = null;
        while (more && episode == null) {
            episode = group();
        }
        before = episode == null ? before : episode;
        return episode;
    }

    private Episode group() throws IOException {
        byte[] key = facts.key();
        Keyed first = RunJson.read(facts.line(), Keyed.class);
        EpisodeFact place = null;
        EpisodeFact note = null;
        EpisodeFact listing = null;
        Long receivedAt = null;
        String alertname = null;
        EpisodeFact fact = first.fact();
        while (fact != null) {
            alertname = alertname == null ? fact.alertname() : alertname;
            if (fact.word() == Word.LISTED) {
                listing = listing == null || fact.at() < listing.at() ? fact : listing;
            } else {
                receivedAt = receivedAt == null ? fact.at() : Math.min(receivedAt, fact.at());
                place = fact.word().places() ? later(place, fact) : place;
                note = fact.word() == Word.NOTED ? later(note, fact) : note;
            }
            more = facts.next();
            boolean same = more && Arrays.equals(key, facts.key());
            fact = same ? RunJson.read(facts.line(), Keyed.class).fact() : null;
        }
        if (place == null && note == null) {
            return null;
        }
        shownAs = place == null ? note.shownAs() : null;
        Episode known = sameAlert(first) ? before : null;
        Episode unplaced = new Episode(
                first.tenant(),
                first.fingerprint(),
                first.startsAt(),
                alertname,
                listing != null ? listing.severity() : known == null ? null : known.severity(),
                listing != null ? listing.labels() : known == null ? null : known.labels(),
                place == null ? note.rule() : place.rule(),
                receivedAt,
                null,
                null,
                null);
        return place == null ? noted(unplaced, note, known) : placed(unplaced, place);
    }

    private boolean sameAlert(Keyed episode) {
        return before != null
                && before.tenant().equals(episode.tenant())
                && before.fingerprint().equals(episode.fingerprint());
    }

    private static EpisodeFact later(EpisodeFact known, EpisodeFact fact) {
        if (known == null || fact.at() != known.at()) {
            return known == null || fact.at() > known.at() ? fact : known;
        }
        return fact.word().compareTo(known.word()) >= 0 ? fact : known;
    }

    private static Episode placed(Episode episode, EpisodeFact place) {
        return switch (place.word()) {
            case PLACED, MOVED -> episode.in(place.incidentId(), Fate.INCIDENT, place.reason());
            case UNDER_CAUSE -> episode.in(place.incidentId(), Fate.SUPPRESSED, place.reason());
            case HELD -> episode.in(place.incidentId(), Fate.HELD, place.reason());
            case ON_ITS_WAY -> episode.in(null, Fate.PENDING, place.reason());
            case LISTED, SAID, NOTED -> throw new IllegalArgumentException("says of no place: " + place.word());
        };
    }

    private static Episode noted(Episode episode, EpisodeFact note, Episode known) {
        boolean goesOn = note.reason().equals(EpisodeFact.DAMPED_START) && known != null;
        return episode.in(goesOn ? known.incidentId() : null, Fate.NOTED, note.reason());
    }
}
