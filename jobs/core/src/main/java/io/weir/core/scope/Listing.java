package io.weir.core.scope;

import io.weir.schema.Member;
import io.weir.schema.RenderedMembers;
import io.weir.schema.RenderedTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which members a revision lists, and in which order. Seldom seen ones come first, the others newest first. Where not
 * all fit, the worst stay, then the incident's own and the newest; half of the places are for the seldom seen first. Kept
 * along with the members, so that a revision neither sorts nor renders those that were in the last one.
 */
final class Listing {
    /** Characters of labels and annotations in one revision; in JSON one can take six bytes, and a record holds 8 MiB. */
    private static final int LONGEST_TEXTS = 1_000_000;

    /** The seldom seen, then the newest; the rest is for a fixed order. */
    private static final Comparator<Listed> NEWEST_FIRST = Listing::byNews;

    private static final Comparator<Listed> WORST_FIRST = Comparator.comparing(
                    (Listed listed) -> listed.member().severity())
            .thenComparing(Listed::isApart)
            .thenComparing(NEWEST_FIRST);

    /** All members, {@link #NEWEST_FIRST}. */
    private final List<Listed> sorted = new ArrayList<>();

    private int characters;
    private long bytes;

    /**
     * The listing of these members.
     *
     * @param current the newest episode of each alert
     * @param earlier older ones
     */
    static Listing of(Collection<Member> current, Collection<Member> earlier) {
        Listing listing = new Listing();
        current.forEach(member -> listing.append(new Listed(member, true)));
        earlier.forEach(member -> listing.append(new Listed(member, false)));
        listing.sorted.sort(NEWEST_FIRST);
        return listing;
    }

    private void append(Listed listed) {
        sorted.add(listed);
        count(listed, 1);
    }

    private void count(Listed listed, int by) {
        characters += by * characters(listed.member());
        bytes += by * listed.bytes();
    }

    private static int byNews(Listed one, Listed other) {
        int order = Boolean.compare(other.isSeldom(), one.isSeldom());
        order = order == 0
                ? Long.compare(other.member().joinedAt(), one.member().joinedAt())
                : order;
        order = order == 0 ? Boolean.compare(one.isApart(), other.isApart()) : order;
        order = order == 0 ? one.member().fingerprint().compareTo(other.member().fingerprint()) : order;
        order = order == 0
                ? Long.compare(other.member().startsAt(), one.member().startsAt())
                : order;
        return order == 0 ? Boolean.compare(other.isNewest(), one.isNewest()) : order;
    }

    /** There is one more. */
    void add(Member member, boolean newest) {
        Listed listed = new Listed(member, newest);
        // behind its like, as when they were sorted
        sorted.add(placeBehind(listed, true), listed);
        count(listed, 1);
    }

    /** This very one is gone, which was added as such. */
    @SuppressWarnings("ReferenceEquality") // an equal one may be there as an older episode
    void remove(Member member, boolean newest) {
        int at = placeBehind(new Listed(member, newest), false);
        while (sorted.get(at).member() != member || sorted.get(at).isNewest() != newest) {
            at++;
        }
        count(sorted.remove(at), -1);
    }

    /** The place behind all that come before it, and behind its like or not. */
    private int placeBehind(Listed listed, boolean likeToo) {
        int from = 0;
        int to = sorted.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = NEWEST_FIRST.compare(sorted.get(middle), listed);
            if (order < 0 || (likeToo && order == 0)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The members that a revision with so many places lists. */
    RenderedMembers rendered(int places) {
        List<Listed> chosen = sorted;
        if (sorted.size() > places || characters > LONGEST_TEXTS) {
            List<Listed> telling = mostTelling(places);
            chosen = new ArrayList<>(telling.subList(0, fitting(telling, places)));
            chosen.sort(NEWEST_FIRST);
        }
        List<Member> members = new ArrayList<>(chosen.size());
        List<byte[]> each = new ArrayList<>(chosen.size());
        for (Listed listed : chosen) {
            bytes -= listed.bytes();
            members.add(listed.member());
            each.add(listed.json());
            bytes += listed.bytes();
        }
        return RenderedMembers.joined(members, each);
    }

    /** Up to half of the places are for the seldom seen, all others go by severity. */
    private List<Listed> mostTelling(int places) {
        List<Listed> worstFirst = new ArrayList<>(sorted);
        worstFirst.sort(WORST_FIRST);
        List<Listed> seldom = new ArrayList<>();
        List<Listed> others = new ArrayList<>();
        for (Listed listed : worstFirst) {
            (listed.isSeldom() && seldom.size() < (places + 1) / 2 ? seldom : others).add(listed);
        }
        seldom.addAll(others);
        return seldom;
    }

    /** How many fit: as many as the rule book wants, and no more text than a record can carry. */
    private static int fitting(List<Listed> telling, int wanted) {
        int fitting = 0;
        int left = LONGEST_TEXTS;
        while (fitting < Math.min(telling.size(), wanted)) {
            left -= characters(telling.get(fitting).member());
            if (left < 0) {
                break;
            }
            fitting++;
        }
        return fitting;
    }

    /** The newest episode of each alert: of all, or of those that are the incident's own. */
    List<Listed> newest(boolean apartToo) {
        List<Listed> newest = new ArrayList<>(sorted.size());
        for (Listed listed : sorted) {
            if (listed.isNewest() && (apartToo || !listed.isApart())) {
                newest.add(listed);
            }
        }
        return newest;
    }

    /** Characters of its labels and annotations. */
    static int characters(Member member) {
        return RenderedTexts.characters(member.labels()) + RenderedTexts.characters(member.annotations());
    }

    /** Memory that it takes beside the members, about. */
    long bytes() {
        return bytes;
    }
}
