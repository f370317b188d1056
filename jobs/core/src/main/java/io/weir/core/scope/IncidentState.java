package io.weir.core.scope;

import io.weir.core.Playbook;
import io.weir.core.Policy;
import io.weir.core.Wish;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One incident in the making. A state class: public fields, so that it is serialized field by field and can grow. Times
 * are milliseconds of pipeline time.
 */
public final class IncidentState {
    /** Members kept whole; beyond it only the identity of those that fire is kept. */
    static final int TRACKED_MAX = 1_000;

    /** With so many members an incident is a storm, in which a seldom alert could be overlooked. */
    static final int STORM = 20;

    /** Where an incident stands. */
    public enum Phase {
        /** Not published yet. */
        WAITING,
        OPEN,
        /** Published as resolved; may be reopened. */
        RESOLVED
    }

    public String tenant;
    public String scopeKey;
    public String incidentId;
    /** Follows from {@link #lifecycle}. */
    public Phase phase;
    /** Changed by {@link #become} only. */
    public Lifecycle lifecycle;

    public long revision;
    public Map<String, String> scope;
    /** Of the first episode: the incident finishes under the rules it opened with. */
    public Policy policy;

    public Severity severity;
    public int urgency;
    public int impact;
    public long openedAt;
    /** When its first alert began, as far as one can tell; late alerts are placed by it. */
    public long onsetAt;
    /** When it was last published; meaningful unless WAITING. */
    public long publishedAt;
    /** {@link Look} of what was published last; null while nothing was. */
    public String shown;
    /** The resolved incident it may turn out to be, see {@link Recurrence}; null when none. */
    public String recurrenceOf;
    /** The habitual name it is kept apart for; null when it is an ordinary one. */
    public String aside;

    public long lastJoinAt;
    /** When the wait is over; meaningful while WAITING. */
    public long publishAt;
    /** Not before this instant may an ordinary update be published. */
    public long nextUpdateAt;
    /** Why an update is owed; null when none is. */
    public String owed;
    /** When it resolves unless something fires; null while something fires. */
    public Long quietAt;
    /** When the last member ended; null while something fires. */
    public Long allEndedAt;
    /** When a resolved one is forgotten; null unless RESOLVED. */
    public Long closeAt;

    public int reopened;
    public int memberCount;
    /** Whether all of its episodes outlived a downtime. */
    public boolean persisted;
    /** The newest episode of each alert, by fingerprint. */
    public Map<String, Member> current = new HashMap<>();
    /** Older episodes of alerts in {@link #current}. */
    public List<Member> earlier = new ArrayList<>();
    /** Start of each firing episode beyond {@link #TRACKED_MAX} that is under no cause, by fingerprint. */
    public Map<String, Long> untracked = new HashMap<>();
    /** Start of each firing episode beyond {@link #TRACKED_MAX} that is under a cause, by fingerprint. */
    public Map<String, Long> untrackedBeneath = new HashMap<>();
    /** Whether one that is not kept whole went stale and was not heard of again. */
    public boolean staleBeyond;
    /** What may be run against firing members, by fingerprint. */
    public Map<String, Playbook> playbooks = new HashMap<>();
    /** What the lookup tables say of its alerts; empty where two of them differ. */
    public Map<String, String> facts = new HashMap<>();
    /** How many starts of each name it has had; bounded, see {@link #count}. */
    public Map<String, Integer> names = new HashMap<>();
    /** What it was merged under, in words; null unless MERGED. */
    public String mergedUnder;

    public String acknowledgedBy;
    public Long acknowledgedAt;

    /** Follows from {@link #current}; null until somebody asks, counted along from there. */
    private transient Census census;

    /** Follows from {@link #current} and {@link #earlier}; null until somebody asks, kept along from there. */
    private transient Listing listing;

    /** {@link #current} and {@link #earlier} as they are stored. */
    private transient NamedMembers named = new NamedMembers();

    /** Where its alerts are in the topology; null when the rule does not ask. */
    public Places places;

    /** What is wanted of its ticket; null when nothing ever was. */
    public Wishes wishes;

    /** Whether one that is not kept whole was gone at its source and not heard of again; null when none was. */
    public Boolean goneBeyond;

    /** Place in the trace of its first alert that has one; null when none has. */
    public String trace;

    /** For the serializer. */
    public IncidentState() {}

    IncidentState copy() {
        IncidentState copy = withoutMembers();
        copy.current.putAll(current);
        copy.earlier.addAll(earlier);
        copy.named = named.copy();
        return copy;
    }

    /** A copy but for {@link #current} and {@link #earlier}. */
    IncidentState withoutMembers() {
        IncidentState copy = new IncidentState();
        copy.tenant = tenant;
        copy.scopeKey = scopeKey;
        copy.incidentId = incidentId;
        copy.phase = phase;
        copy.lifecycle = lifecycle;
        copy.revision = revision;
        copy.scope = scope;
        copy.policy = policy;
        copy.severity = severity;
        copy.urgency = urgency;
        copy.impact = impact;
        copy.openedAt = openedAt;
        copy.onsetAt = onsetAt;
        copy.publishedAt = publishedAt;
        copy.shown = shown;
        copy.recurrenceOf = recurrenceOf;
        copy.aside = aside;
        copy.names = new HashMap<>(names);
        copy.lastJoinAt = lastJoinAt;
        copy.publishAt = publishAt;
        copy.nextUpdateAt = nextUpdateAt;
        copy.owed = owed;
        copy.quietAt = quietAt;
        copy.allEndedAt = allEndedAt;
        copy.closeAt = closeAt;
        copy.reopened = reopened;
        copy.memberCount = memberCount;
        copy.persisted = persisted;
        copy.untracked = new HashMap<>(untracked);
        copy.untrackedBeneath = new HashMap<>(untrackedBeneath);
        copy.staleBeyond = staleBeyond;
        copy.playbooks = new HashMap<>(playbooks);
        copy.facts = new HashMap<>(facts);
        copy.mergedUnder = mergedUnder;
        copy.acknowledgedBy = acknowledgedBy;
        copy.acknowledgedAt = acknowledgedAt;
        copy.places = places == null ? null : places.copy();
        copy.wishes = wishes == null ? null : wishes.copy();
        copy.goneBeyond = goneBeyond;
        copy.trace = trace;
        return copy;
    }

    /** Goes on in its life, by the table of {@link Lifecycle}. */
    void become(Lifecycle to, String reason) {
        lifecycle = lifecycle.next(to, reason);
        phase = to.phase();
    }

    /** Puts the newest episode of an alert in the place of what was known of it. */
    void put(Member member) {
        Member before = current.put(member.fingerprint(), member);
        named.put(member);
        if (before != null) {
            gone(before, true);
        }
        if (census != null) {
            census.enter(member);
        }
        if (listing != null) {
            listing.add(member, true);
        }
    }

    private void gone(Member member, boolean newest) {
        if (census != null && newest) {
            census.leave(member);
        }
        if (listing != null) {
            listing.remove(member, newest);
        }
    }

    /** Forgets an alert. */
    void drop(String fingerprint) {
        Member member = current.remove(fingerprint);
        if (member == null) {
            return;
        }
        named.drop(fingerprint);
        gone(member, true);
    }

    /** Keeps an older episode, the last of all. */
    void putEarlier(Member member) {
        named.putEarlier(earlier.size(), member);
        earlier.add(member);
        if (listing != null) {
            listing.add(member, false);
        }
    }

    /** Forgets the first of the older episodes. */
    void dropEarlier() {
        gone(earlier.remove(0), false);
        named.dropEarlier();
    }

    /** All members by their names. */
    Map<String, Member> named() {
        return named.all(current, earlier);
    }

    /** See {@link NamedMembers#takeChanges}. */
    Map<String, Member> takeChanges() {
        return named.takeChanges();
    }

    /** Takes the members that {@link #named} gave; it has none. */
    void restore(Map<String, Member> members) {
        named.restore(members, current, earlier);
    }

    /** How much memory it takes, about. */
    long bytes() {
        int members = current.size() + earlier.size();
        long texts = current.isEmpty() ? 0 : census().bytes / current.size() * members;
        int beyond = untracked.size() + untrackedBeneath.size();
        return 2_000 + spareBytes() + 450L * members + texts + 150L * (beyond + names.size()) + 400L * playbooks.size();
    }

    /** How many of its members are in which condition. */
    Census census() {
        if (census == null) {
            census = Census.of(current.values());
        }
        return census;
    }

    /** How its members are listed. */
    Listing listing() {
        if (listing == null) {
            listing = Listing.of(current.values(), earlier);
        }
        return listing;
    }

    /** How much of {@link #bytes} {@link #lighten} does without. */
    long spareBytes() {
        return listing == null ? 0 : listing.bytes();
    }

    /** Does without what can be made again from the rest. */
    void lighten() {
        listing = null;
    }

    boolean knows(String fingerprint) {
        return current.containsKey(fingerprint) || startBeyond(fingerprint) != null;
    }

    /** Whether this episode fires in it. */
    boolean fires(String fingerprint, long startsAt) {
        Member member = current.get(fingerprint);
        Long start = member == null ? startBeyond(fingerprint) : firingStart(member);
        return start != null && start == startsAt;
    }

    private static Long firingStart(Member member) {
        return member.status() == Member.Status.FIRING ? member.startsAt() : null;
    }

    /** Start of a firing episode that is not kept whole; null when there is none. */
    Long startBeyond(String fingerprint) {
        Long start = untracked.get(fingerprint);
        return start == null ? untrackedBeneath.get(fingerprint) : start;
    }

    /** Whether an alert of it was last heard of by its silence: then nobody knows that it recovered. */
    boolean stale() {
        return staleBeyond || census().stale > 0;
    }

    /** Whether an alert of it was last heard of by its source that no longer knows it: nobody saw it recover either. */
    boolean gone() {
        return Boolean.TRUE.equals(goneBeyond) || census().gone > 0;
    }

    /** An alert of which no more is kept is over. */
    void overBeyond(boolean stale, boolean gone) {
        staleBeyond |= stale;
        goneBeyond = gone ? Boolean.TRUE : goneBeyond;
    }

    /** What a member says of the ticket; null when nothing. */
    void wish(String fingerprint, long at, Wish wish) {
        if (wish == null) {
            return;
        }
        if (wishes == null) {
            wishes = new Wishes();
        }
        wishes.say(fingerprint, at, wish);
    }

    /** Forgets a member that nobody has seen. */
    void forgetUnseen(String fingerprint) {
        memberCount--;
        drop(fingerprint);
        if (wishes != null) {
            wishes.unsay(fingerprint);
        }
    }

    /** All that fires, under a cause or not. */
    int firing() {
        return census().firing + untracked.size() + untrackedBeneath.size();
    }

    /** What fires under a cause. */
    int suppressed() {
        return census().suppressed + untrackedBeneath.size();
    }

    /** Alerts of its own, that is under no cause and not moved; firing or over. */
    int alerts() {
        return current.size() - census().apart + untracked.size();
    }

    boolean enough() {
        return recurrenceOf != null || alerts() + suppressed() >= policy.minAlerts();
    }

    /** Counts a start of this name. */
    void count(String name) {
        if (names.size() < TRACKED_MAX || names.containsKey(name)) {
            names.merge(name, 1, Integer::sum);
        }
    }

    /** Whether an alert of this name, which comes now, is a seldom one in a storm of others. */
    boolean isSeldom(String name) {
        return memberCount >= STORM && names.size() < TRACKED_MAX && !names.containsKey(name);
    }

    /** Lets a member go to another incident; where nobody has seen it yet, without a trace. */
    void leave(Member member, long joinedAt) {
        playbooks.remove(member.fingerprint());
        if (phase == Phase.WAITING || publishedAt < joinedAt) {
            forgetUnseen(member.fingerprint());
        } else {
            put(MemberOf.moved(member, null));
        }
    }

    Long dueAt() {
        return switch (phase) {
            // with too few alerts it waits on, at most until they are over
            case WAITING -> enough() ? Long.valueOf(publishAt) : quietAt;
            case OPEN -> earliest(owed == null ? null : Long.valueOf(nextUpdateAt), quietAt);
            case RESOLVED -> closeAt;
        };
    }

    private static Long earliest(Long one, Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Long.valueOf(Math.min(one, other));
    }
}
