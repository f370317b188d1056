package io.weir.core.scope;

import io.weir.schema.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names that the members of an incident keep, and what became of them: so whoever stores them need not look through all
 * to find the few that have changed. An alert's newest episode is named by its fingerprint, older ones are numbered.
 */
final class NamedMembers {
    private static final char NOW = '/';
    private static final char EARLIER = '-';

    /** By name, since {@link #takeChanges}; null where one is gone. */
    private Map<String, Member> changes = new HashMap<>();

    /** Number of the first of the older episodes. */
    private long first;

    /** The same, which goes on by itself. */
    NamedMembers copy() {
        NamedMembers copy = new NamedMembers();
        copy.changes.putAll(changes);
        copy.first = first;
        return copy;
    }

    /** There is a newest episode. */
    void put(Member member) {
        changes.put(NOW + member.fingerprint(), member);
    }

    /** There is none any more. */
    void drop(String fingerprint) {
        changes.put(NOW + fingerprint, null);
    }

    /** There is one more behind {@code before} older episodes. */
    void putEarlier(int before, Member member) {
        changes.put(EARLIER + Long.toString(first + before), member);
    }

    /** The first of the older episodes is gone. */
    void dropEarlier() {
        changes.put(EARLIER + Long.toString(first), null);
        first++;
    }

    /** What became of members since this was asked last, by name; null where one is gone. */
    Map<String, Member> takeChanges() {
        Map<String, Member> taken = changes;
        changes = new HashMap<>();
        return taken;
    }

    /** All members by name. */
    Map<String, Member> all(Map<String, Member> current, List<Member> earlier) {
        Map<String, Member> named = new HashMap<>();
        current.forEach((fingerprint, member) -> named.put(NOW + fingerprint, member));
        for (int i = 0; i < earlier.size(); i++) {
            named.put(EARLIER + Long.toString(first + i), earlier.get(i));
        }
        return named;
    }

    /** Adds what {@link #all} gave to {@code current} and {@code earlier}, which are empty. */
    void restore(Map<String, Member> named, Map<String, Member> current, List<Member> earlier) {
        TreeMap<Long, Member> byNumber = new TreeMap<>();
        named.forEach((name, member) -> {
            if (name.charAt(0) == NOW) {
                current.put(name.substring(1), member);
            } else {
                byNumber.put(Long.valueOf(name.substring(1)), member);
            }
        });
        earlier.addAll(byNumber.values());
        first = byNumber.isEmpty() ? 0 : byNumber.firstKey();
    }

    /** Where in {@code named}, an incident's id and a member's name, that name begins. */
    static int beginIn(String named) {
        int at = 0;
        while (named.charAt(at) != NOW && named.charAt(at) != EARLIER) {
            at++;
        }
        return at;
    }
}
