package io.weir.bridge.view;

import io.weir.schema.DeadLetter;

/**
 * A dead letter as the lists know it.
 *
 * @param id partition and offset on {@code weir.dead-letters}, for example {@code 3-1042}
 * @param letter what it says; without its body where it is kept
 * @param bytes how many bytes its body has
 */
public record LetterEntry(String id, DeadLetter letter, int bytes) {

    /** What is said in more characters is told by the letter itself. */
    private static final int LONGEST = 1 << 10;

    private static final int BYTES_OF_ONE = 500;

    /** As the lists keep it: texts of any length, as a sender may choose them, are cut. */
    static LetterEntry of(String id, DeadLetter letter) {
        return new LetterEntry(
                id,
                new DeadLetter(
                        letter.tenant(),
                        letter.stage(),
                        cut(letter.reason()),
                        cut(letter.detail()),
                        cut(letter.source()),
                        cut(letter.contentType()),
                        null,
                        letter.incidentId(),
                        letter.at(),
                        letter.remediationId()),
                bytes(letter));
    }

    /** With all its texts, for showing it alone. */
    static LetterEntry whole(String id, DeadLetter letter) {
        return new LetterEntry(id, letter, bytes(letter));
    }

    private static int bytes(DeadLetter letter) {
        return letter.body() == null ? 0 : letter.body().length;
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** The bytes that this takes, about. */
    long size() {
        return BYTES_OF_ONE
                + 2L
                        * (length(letter.reason())
                                + length(letter.detail())
                                + length(letter.source())
                                + length(letter.contentType()));
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
