package io.weir.core.scope;

import io.weir.core.Playbook;
import io.weir.core.Policy;
import io.weir.schema.Incident;
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

    /** Where an incident stands. */
    public enum Phase {
        /** Not published yet. */
        WAITING,
        OPEN,
        /** Published as resolved; may be reopened. */
        RESOLVED
    }

    public String tenant;
    public String incidentId;
    public Phase phase;
    public long revision;
    public Map<String, String> scope;
    /** Of the first episode: the incident finishes under the rules it opened with. */
    public Policy policy;

    public Severity severity;
    public int urgency;
    public int impact;
    public long openedAt;
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
    /** Start of each firing episode beyond {@link #TRACKED_MAX}, by fingerprint. */
    public Map<String, Long> untracked = new HashMap<>();
    /** Whether one that is not kept whole went stale and was not heard of again. */
    public boolean staleBeyond;
    /** What may be run against firing members, by fingerprint. */
    public Map<String, Playbook> playbooks = new HashMap<>();

    /** For the serializer. */
    public IncidentState() {}

    IncidentState copy() {
        IncidentState copy = new IncidentState();
        copy.tenant = tenant;
        copy.incidentId = incidentId;
        copy.phase = phase;
        copy.revision = revision;
        copy.scope = scope;
        copy.policy = policy;
        copy.severity = severity;
        copy.urgency = urgency;
        copy.impact = impact;
        copy.openedAt = openedAt;
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
        copy.current = new HashMap<>(current);
        copy.earlier = new ArrayList<>(earlier);
        copy.untracked = new HashMap<>(untracked);
        copy.staleBeyond = staleBeyond;
        copy.playbooks = new HashMap<>(playbooks);
        return copy;
    }

    boolean knows(String fingerprint) {
        return current.containsKey(fingerprint) || untracked.containsKey(fingerprint);
    }

    /** Notes that an ordinary update is owed for what happened at {@code at}; it is never published before it. */
    void owe(long at) {
        if (owed == null) {
            owed = Incident.Reason.MEMBERS_CHANGED;
            nextUpdateAt = Math.max(nextUpdateAt, at);
        }
    }

    /** Whether an alert of it was last heard of by its silence: then nobody knows that it recovered. */
    boolean stale() {
        return staleBeyond || current.values().stream().anyMatch(m -> m.status() == Member.Status.STALE);
    }

    int firing() {
        int firing = untracked.size();
        for (Member member : current.values()) {
            if (member.status() == Member.Status.FIRING) {
                firing++;
            }
        }
        return firing;
    }

    Long dueAt() {
        return switch (phase) {
            case WAITING -> Long.valueOf(publishAt);
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
