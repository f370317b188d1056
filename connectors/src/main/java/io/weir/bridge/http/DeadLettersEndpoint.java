package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.view.DeadLetters;
import io.weir.bridge.view.ReadModel;
import io.weir.schema.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** {@code GET} of dead letters: the list without bodies, one with its body. */
final class DeadLettersEndpoint implements Endpoint {
    private final Vertx vertx;
    private final ReadModel model;
    private final LetterLookups lookups;

    DeadLettersEndpoint(Vertx vertx, ReadModel model, LetterLookups lookups) {
        this.vertx = vertx;
        this.model = model;
        this.lookups = lookups;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the lists are being rebuilt from Kafka"));
        }
        return call.target().route() == Route.DEAD_LETTERS
                ? vertx.executeBlocking(() -> list(call), false)
                : lookups.run(() -> one(call));
    }

    private Answer list(Call call) {
        Listing listing = Listing.of(call);
        Map<String, String> asked = call.parameters();
        return ListsEndpoint.page(
                "deadLetters",
                letters(AskedTenant.of(call, model))
                        .page(
                                listing.after(),
                                listing.limit(),
                                letter -> is(asked.get("stage"), letter.stage())
                                        && is(asked.get("reason"), letter.reason())
                                        && is(asked.get("incident"), letter.incidentId())));
    }

    private static boolean is(String wanted, String found) {
        return wanted == null || wanted.isEmpty() || wanted.equals(found);
    }

    /** Those of nobody for {@code tenant} null. */
    private DeadLetters letters(String tenant) {
        return tenant == null || model.tenant(tenant) == null
                ? model.strayLetters()
                : model.tenant(tenant).deadLetters();
    }

    private Answer one(Call call) {
        AskedLetter asked = lookups.find(call);
        DeadLetter letter = asked.letter();
        ObjectNode document = letters(letter.tenant()).document(asked.id().toString(), letter);
        if (letter.body() != null) {
            String text = text(letter.body());
            document.put("bodyEncoding", text == null ? "base64" : "text");
            document.put("body", text == null ? Base64.getEncoder().encodeToString(letter.body()) : text);
        }
        return Answer.json(200, document);
    }

    /** Null when the bytes are no UTF-8. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
