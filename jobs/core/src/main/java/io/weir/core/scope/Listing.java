package io.weir.core.scope;

import io.weir.schema.Member;
import io.weir.schema.RenderedTexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which members a revision lists, and in which order. Seldom seen ones come first, the others newest first. Where not
 * all fit, the worst stay, then the incident's own and the newest; half of the places are for the seldom seen first.
 */
final class Listing {
    /** Characters of labels and annotations in one revision; in JSON one can take six bytes, and a record holds 8 MiB. */
    private static final int LONGEST_TEXTS = 1_000_000;

    /** The seldom seen, then the newest; the rest is for a fixed order. Written out, as each revision sorts its members. */
    private static final Comparator<Member> NEWEST_FIRST = Listing::byNews;

    private static final Comparator<Member> WORST_FIRST =
            Comparator.comparing(Member::severity).thenComparing(Listing::apart).thenComparing(NEWEST_FIRST);

    private Listing() {}

    private static int byNews(Member one, Member other) {
        int order = Boolean.compare(seldom(other), seldom(one));
        order = order == 0 ? Long.compare(other.joinedAt(), one.joinedAt()) : order;
        order = order == 0 ? Boolean.compare(apart(one), apart(other)) : order;
        order = order == 0 ? one.fingerprint().compareTo(other.fingerprint()) : order;
        return order == 0 ? Long.compare(other.startsAt(), one.startsAt()) : order;
    }

    private static boolean seldom(Member member) {
        return member.rare() != null && member.rare();
    }

    private static boolean apart(Member member) {
        return member.suppressedBy() != null || member.status() == Member.Status.MOVED;
    }

    static List<Member> of(IncidentState incident) {
        List<Member> members = new ArrayList<>(incident.current.values());
        members.addAll(incident.earlier);
        if (members.size() > incident.policy.membersListed() || characters(incident) > LONGEST_TEXTS) {
            members = mostTelling(members, incident.policy.membersListed());
            members = new ArrayList<>(members.subList(0, fitting(members, incident.policy.membersListed())));
        }
        members.sort(NEWEST_FIRST);
        return List.copyOf(members);
    }

    /** Up to half of the places are for the seldom seen, all others go by severity. */
    private static List<Member> mostTelling(List<Member> members, int places) {
        members.sort(WORST_FIRST);
        List<Member> seldom = new ArrayList<>();
        List<Member> others = new ArrayList<>();
        for (Member member : members) {
            (seldom(member) && seldom.size() < (places + 1) / 2 ? seldom : others).add(member);
        }
        seldom.addAll(others);
        return seldom;
    }

    private static int characters(IncidentState incident) {
        int characters = incident.census().characters;
        for (Member member : incident.earlier) {
            characters += characters(member);
        }
        return characters;
    }

    /** Characters of its labels and annotations. */
    static int characters(Member member) {
        return RenderedTexts.characters(member.labels()) + RenderedTexts.characters(member.annotations());
    }

    /** How many fit: as many as the rule book wants, and no more text than a record can carry. */
    private static int fitting(List<Member> members, int wanted) {
        int fitting = 0;
        int left = LONGEST_TEXTS;
        while (fitting < Math.min(members.size(), wanted)) {
            left -= characters(members.get(fitting));
            if (left < 0) {
                break;
            }
            fitting++;
        }
        return fitting;
    }
}
