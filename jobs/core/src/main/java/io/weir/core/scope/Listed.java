package io.weir.core.scope;

import io.weir.schema.Member;
import io.weir.schema.RenderedMembers;

/** A member in a {@link Listing}, with what is shown of it: between two revisions few members change. */
final class Listed {
    /** The object, the reference to it, and the text. */
    private static final int BYTES_OF_ONE = 120;

    private final Member member;
    private final boolean newest;
    /** Null until it is shown. */
    private byte[] json;
    /** Null until somebody asks. */
    private String name;

    /**
     * One of which nothing was shown yet.
     *
     * @param newest whether it is the newest episode of its alert
     */
    Listed(Member member, boolean newest) {
        this.member = member;
        this.newest = newest;
    }

    Member member() {
        return member;
    }

    boolean isNewest() {
        return newest;
    }

    /** Whether it is under a cause or has moved: none of the incident's own. */
    boolean isApart() {
        return member.suppressedBy() != null || member.status() == Member.Status.MOVED;
    }

    boolean isSeldom() {
        return member.rare() != null && member.rare();
    }

    /** What titles call it. */
    String name() {
        if (name == null) {
            name = member.labels().getOrDefault("alertname", "alert " + member.fingerprint());
        }
        return name;
    }

    /** As it stands in a revision; not to be changed. */
    byte[] json() {
        if (json == null) {
            json = RenderedMembers.json(member);
        }
        return json;
    }

    /** Memory that it takes beside the member, about. */
    long bytes() {
        return (long) BYTES_OF_ONE + (json == null ? 0 : json.length);
    }
}
