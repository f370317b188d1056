package io.weir.bridge.reconcile;

import io.weir.bridge.view.PublishedDowntime;
import io.weir.schema.Downtime;
import io.weir.schema.Matcher;
import io.weir.schema.downtime.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One window of a downtime that shall be a silence.
 *
 * @param downtimeId the downtime
 * @param window start of the window, RFC 3339; with the downtime it names the wish
 * @param revision of the downtime
 * @param from first instant, milliseconds since the epoch
 * @param to first instant after it
 * @param matchers all must match
 * @param comment for people, and how a silence of ours is found again when its id is not known
 * @param refusal why it must not be a silence; null when it may
 */
record SilenceWish(
        String downtimeId,
        String window,
        long revision,
        long from,
        long to,
        Set<Silence.Term> matchers,
        String comment,
        String refusal) {
    /** A window that begins later than this from now waits. */
    static final Duration AHEAD = Duration.ofMinutes(10);

    private static final int MOST_WINDOWS = 32;

    /**
     * The present window and those that begin soon, of each downtime that counts.
     *
     * @param added labels that only Weir adds to an alert
     */
    static List<SilenceWish> of(String tenant, List<PublishedDowntime> downtimes, Set<String> added, Instant now) {
        List<SilenceWish> wishes = new ArrayList<>();
        long soon = now.plus(AHEAD).toEpochMilli();
        for (PublishedDowntime published : downtimes) {
            Downtime downtime = published.downtime();
            if (downtime.status() != Downtime.Status.ACTIVE) {
                continue;
            }
            for (Window window : published.schedule().next(now.toEpochMilli(), MOST_WINDOWS)) {
                if (window.from() > soon) {
                    break;
                }
                wishes.add(of(tenant, downtime, window, added));
            }
        }
        return wishes;
    }

    private static SilenceWish of(String tenant, Downtime downtime, Window window, Set<String> added) {
        List<Matcher> matchers =
                downtime.matchers().stream().map(Matcher::parse).toList();
        Set<Silence.Term> terms = new HashSet<>();
        matchers.forEach(matcher -> terms.add(Silence.Term.of(matcher)));
        String start = Instant.ofEpochMilli(window.from()).toString();
        String name = name(tenant, downtime.id(), start);
        String why = downtime.comment() == null || downtime.comment().isBlank() ? "" : ": " + downtime.comment();
        return new SilenceWish(
                downtime.id(),
                start,
                downtime.revision(),
                window.from(),
                window.to(),
                Set.copyOf(terms),
                name + why,
                refusal(matchers, added));
    }

    /** What the comment of a silence of ours begins with. */
    static String name(String tenant, String downtimeId, String window) {
        return "weir downtime " + downtimeId + " window " + window + " of " + tenant;
    }

    /** Alertmanager takes a silence of {@code foo!="bar"} alone, and mutes every alert without that label. */
    private static String refusal(List<Matcher> matchers, Set<String> added) {
        if (matchers.stream().allMatch(Matcher::matchesAbsent)) {
            return "it would mute alerts that have none of its labels";
        }
        if (matchers.stream().allMatch(SilenceWish::isNegative)) {
            return "it has only negative matchers, and would mute nearly everything";
        }
        return matchers.stream()
                .map(Matcher::label)
                .filter(added::contains)
                .findFirst()
                .map(label -> "the label " + label + " is added by the rule book, and not known at the Alertmanager")
                .orElse(null);
    }

    private static boolean isNegative(Matcher matcher) {
        return matcher.operator() == Matcher.Operator.NOT_EQUAL || matcher.operator() == Matcher.Operator.NOT_MATCHES;
    }

    /** Whether {@code comment} is that of this wish, in whatever revision. */
    boolean isNamedBy(String tenant, String comment) {
        String name = name(tenant, downtimeId, window);
        return comment.equals(name) || comment.startsWith(name + ": ");
    }

    /** The silence that shall be; {@code before} is the one there is, null when none. */
    Silence silence(Silence before) {
        // An active silence keeps its id only when its own start is repeated.
        long startsAt = before == null || before.pending() ? from : before.startsAt();
        return new Silence(before == null ? null : before.id(), null, matchers, startsAt, to, Silence.AUTHOR, comment);
    }

    /** Whether {@code silence} does what is wished. */
    boolean isFulfilledBy(Silence silence) {
        boolean begins = !silence.pending() || silence.startsAt() == from;
        return begins && silence.endsAt() == to && silence.matchers().equals(matchers);
    }
}
