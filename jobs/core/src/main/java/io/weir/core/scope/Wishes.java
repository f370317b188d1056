package io.weir.core.scope;

import io.weir.core.Wish;
import io.weir.schema.TicketWish;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the rule book wants of an incident's ticket. A state class: public fields. Category, requester and group are
 * those of the oldest member that has any, and stay once they were shown; the computers of the members only get more.
 */
public final class Wishes {
    /** Computers in one ticket, at most. */
    static final int MOST_ASSETS = 20;

    private static final Comparator<Map.Entry<String, Said>> OLDEST_FIRST = Comparator.comparing(
                    (Map.Entry<String, Said> entry) -> entry.getValue().at())
            .thenComparing(Map.Entry::getKey);

    /** What was shown last; null while nothing was. */
    public TicketWish shown;
    /** What members say that joined since, by fingerprint. */
    public Map<String, Said> unseen = new HashMap<>();

    /**
     * What one member says.
     *
     * @param at when it joined, milliseconds of pipeline time
     * @param wish never null
     */
    public record Said(long at, Wish wish) {}

    /** Nothing is wanted. */
    public Wishes() {}

    Wishes copy() {
        Wishes copy = new Wishes();
        copy.shown = shown;
        copy.unseen = new HashMap<>(unseen);
        return copy;
    }

    /** A member joined. Of one that joined twice the first wish that decides something counts. */
    void say(String fingerprint, long at, Wish wish) {
        if (wish == null || addsNothing(wish)) {
            return;
        }
        if (unseen.size() < IncidentState.TRACKED_MAX || unseen.containsKey(fingerprint)) {
            unseen.merge(
                    fingerprint,
                    new Said(at, wish),
                    (one, other) -> one.wish().decides() || !other.wish().decides() ? one : other);
        }
    }

    private boolean addsNothing(Wish wish) {
        if (shown == null || (wish.decides() && !decides(shown))) {
            return false;
        }
        List<String> assets = assets(shown);
        return wish.asset() == null || assets.contains(wish.asset()) || assets.size() >= MOST_ASSETS;
    }

    /** A member left before anybody saw it. */
    void unsay(String fingerprint) {
        unseen.remove(fingerprint);
    }

    /** All that nobody has seen yet goes over to another incident. */
    void unseenTo(Wishes other) {
        unseen.forEach((fingerprint, said) -> other.say(fingerprint, said.at(), said.wish()));
    }

    /** What is wanted as things stand; null when nothing. */
    TicketWish now() {
        TreeSet<String> assets = new TreeSet<>(assets(shown));
        TicketWish ids = shown != null && decides(shown) ? shown : null;
        for (Map.Entry<String, Said> entry :
                unseen.entrySet().stream().sorted(OLDEST_FIRST).toList()) {
            Wish wish = entry.getValue().wish();
            if (ids == null && wish.decides()) {
                ids = new TicketWish(wish.category(), wish.requester(), wish.assignGroup(), null);
            }
            if (wish.asset() != null && assets.size() < MOST_ASSETS) {
                assets.add(wish.asset());
            }
        }
        if (ids == null && assets.isEmpty()) {
            return null;
        }
        return new TicketWish(
                ids == null ? null : ids.category(),
                ids == null ? null : ids.requester(),
                ids == null ? null : ids.assignGroup(),
                List.copyOf(assets));
    }

    /** A revision shows it. */
    void show(TicketWish ticket) {
        shown = ticket;
        unseen.clear();
    }

    private static boolean decides(TicketWish wish) {
        return wish.category() != null || wish.requester() != null || wish.assignGroup() != null;
    }

    private static List<String> assets(TicketWish wish) {
        return wish == null || wish.assets() == null ? List.of() : wish.assets();
    }
}
