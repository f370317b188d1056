package io.weir.bridge.view;

import io.weir.schema.DeadLetter;

/**
 * A dead letter as the lists know it.
 *
 * @param id partition and offset on {@code weir.dead-letters}, for example {@code 3-1042}
 * @param letter what it says, without its body
 * @param bytes how many bytes its body has
 */
public record LetterEntry(String id, DeadLetter letter, int bytes) {

    static LetterEntry of(String id, DeadLetter letter) {
        DeadLetter slim = new DeadLetter(
                letter.tenant(),
                letter.stage(),
                letter.reason(),
                letter.detail(),
                letter.source(),
                letter.contentType(),
                null,
                letter.incidentId(),
                letter.at(),
                letter.remediationId());
        return new LetterEntry(id, slim, letter.body() == null ? 0 : letter.body().length);
    }
}
