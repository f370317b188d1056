package io.weir.app.config;

import io.weir.bridge.tenant.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whose each token is, by its digest: a token that two have would say nothing of who asks. */
final class TokenOwners {
    private final Map<String, Place> places = new HashMap<>();

    private record Place(String owner, String path, Role role, Optional<String> source) {
        /** Two entries of one owner that say the same, as while a token is renewed, do no harm. */
        boolean means(Place other) {
            return owner.equals(other.owner) && role == other.role && source.equals(other.source);
        }
    }

    /**
     * What is wrong with a token that an earlier entry names, too; empty when nothing is.
     *
     * @param owner path of the tenant, or of the operators
     * @param path of the token
     */
    Optional<String> conflict(String digest, String owner, String path, TokenConfig token) {
        Place place = new Place(owner, path, token.role(), token.source());
        Place first = places.putIfAbsent(digest, place);
        return first == null || first.means(place)
                ? Optional.empty()
                : Optional.of(path + ": expected a token of its own, found the one of " + first.path
                        + " — generate another one");
    }
}
