package io.weir.bridge.http;

import io.weir.bridge.intake.IntakeAgain;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.schema.DeadLetter;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What all dead letters of one message have in common.
 *
 * @param tenant owner
 * @param source the intake, for Uptime Kuma with the name of the instance
 * @param contentType of the message, null when not told
 * @param at when it came, milliseconds since the epoch
 */
record LetterHead(String tenant, String source, String contentType, long at) {
    /** A header may be as long as all headers; what a body is made of is told in less. */
    private static final int LONGEST_TYPE = 1 << 10;

    LetterHead {
        contentType = contentType == null || contentType.length() <= LONGEST_TYPE
                ? contentType
                : contentType.substring(0, LONGEST_TYPE);
    }

    /** That of a message which was just posted. */
    static LetterHead of(Call call, Reading reading) {
        return new LetterHead(
                call.identity().tenant(),
                call.target().route() == Route.UPTIME_KUMA ? KumaCall.source(call) : reading.source(),
                KumaCall.isQuery(call) ? IntakeAgain.QUERY_TYPE : call.contentType(),
                call.receivedAt().toEpochMilli());
    }

    /** That of what is left over of {@code letter}, which was read again now. */
    static LetterHead of(DeadLetter letter, Call call) {
        return new LetterHead(
                letter.tenant(),
                letter.source(),
                letter.contentType(),
                call.receivedAt().toEpochMilli());
    }

    /** The record of one letter. */
    ProducerRecord<byte[], byte[]> letter(Rejected piece) {
        String detail = piece.field().isEmpty() ? piece.detail() : piece.field() + ": " + piece.detail();
        DeadLetter letter = new DeadLetter(
                tenant, "bridge", piece.reason(), detail, source, contentType, piece.bytes(), null, at, null);
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS, tenant.getBytes(StandardCharsets.UTF_8), Wire.DEAD_LETTER.write(letter));
    }
}
