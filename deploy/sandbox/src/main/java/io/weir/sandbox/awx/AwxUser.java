package io.weir.sandbox.awx;

import java.util.Set;

/**
 * A user.
 *
 * @param password for Basic authentication, or {@code null} for none
 * @param superuser may do everything
 * @param memberOf ids of the organizations whose labels this user may create and use
 */
public record AwxUser(int id, String username, String password, boolean superuser, Set<Integer> memberOf) {
    public AwxUser {
        memberOf = Set.copyOf(memberOf);
    }

    boolean isMemberOf(int organization) {
        return superuser || memberOf.contains(organization);
    }
}
