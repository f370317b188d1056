package io.weir.bridge.http;

import io.vertx.core.http.HttpMethod;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.UrlForm;
import io.weir.bridge.tenant.Identity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * One request, read as a whole.
 *
 * @param method of it
 * @param target what it asks for
 * @param identity whose it is; null on routes that are for everybody
 * @param query as it came, null when none
 * @param contentType of the body, null when not told
 * @param accept what the sender takes, null when not told
 * @param body empty when it has none
 * @param receivedAt when the last byte was here
 * @param traceparent of the request as it came; null when it has none, or nobody asked
 * @param beyondRate whether its tenant sends more requests than its quota allows
 */
@SuppressWarnings("ArrayRecordComponent")
record Call(
        HttpMethod method,
        Target target,
        Identity identity,
        String query,
        String contentType,
        String accept,
        byte[] body,
        Instant receivedAt,
        String traceparent,
        boolean beyondRate) {

    /** The same, of a tenant that sends more requests than its quota allows. */
    Call beyond() {
        return new Call(method, target, identity, query, contentType, accept, body, receivedAt, traceparent, true);
    }

    /** The same as if a tenant itself had called, of whose quota it takes. */
    Call of(String tenant) {
        Identity owner = new Identity(tenant, null, null, false);
        return new Call(method, target, owner, query, contentType, accept, body, receivedAt, traceparent, beyondRate);
    }

    Map<String, String> parameters() {
        return UrlForm.fields(query);
    }

    /**
     * The body as text.
     *
     * @throws Refusal when it is no UTF-8
     */
    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of(null, "expected text in UTF-8");
        }
    }

    Origin origin() {
        return new Origin(identity.tenant(), identity.source(), receivedAt);
    }
}
