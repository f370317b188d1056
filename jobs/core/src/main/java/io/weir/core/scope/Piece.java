package io.weir.core.scope;

import io.weir.schema.Member;

/**
 * A part of a scope's state that is stored apart from the rest: many of them make up nearly all of it, and few change
 * between two checkpoints. One of the two.
 *
 * @param member of an incident, null for a habit
 * @param habit of alerts of one name, null for a member
 */
public record Piece(Member member, NameHabit habit) {
    /** A member. */
    public static Piece of(Member member) {
        return new Piece(member, null);
    }

    /** A habit. */
    public static Piece of(NameHabit habit) {
        return new Piece(null, habit);
    }
}
