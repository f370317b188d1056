package io.weir.core.inhibit;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.core.Onset.Role;
import java.util.List;

/** One episode of which is asked what it is under; see {@link Causes}. */
final class Suspect {
    final Firing firing;
    /** Whether it may be a cause. */
    final boolean mutes;
    /** What it is directly under; null when it is under nothing. */
    Suspect above;
    /** The role by which it is; null when it is under nothing. */
    Role by;

    private Suspect top = this;

    Suspect(Firing firing, boolean mutes) {
        this.firing = firing;
        this.mutes = mutes;
    }

    EpisodeEvent started() {
        return firing.started();
    }

    List<Role> roles() {
        return started().onset().roles();
    }

    /** Nothing mutes itself, not even another episode of itself. */
    boolean isSame(Suspect other) {
        return started().fingerprint().equals(other.started().fingerprint());
    }

    void goUnder(Suspect cause, Role role) {
        above = cause;
        by = role;
        top = cause.root();
    }

    /** What is above all that it is under; itself when it is under nothing. */
    Suspect root() {
        while (top != top.top) {
            top = top.top;
        }
        return top;
    }

    /** The alert whose incident it is a member of; as its incident was told, where that is still so. Null when none. */
    Cause cause() {
        if (above == null || root().isSame(this)) {
            return null;
        }
        EpisodeEvent root = root().started();
        Cause told = firing.under();
        boolean still = told != null
                && told.fingerprint().equals(root.fingerprint())
                && told.scopeKey().equals(root.scopeKey());
        return still ? told : Cause.of(root, by.rule());
    }
}
