package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.intake.Text;
import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.view.ReadModel;
import io.weir.schema.Acknowledgement;

/**
 * Somebody has seen an incident. Answered when the correlation has been told; the incident shows it with its next
 * revision, at once.
 */
final class AcknowledgeEndpoint implements Endpoint {
    private static final int LONGEST_NAME = 256;

    private final Vertx vertx;
    private final ReadModel model;
    private final DirectiveLog log;
    private final InForce inForce;

    AcknowledgeEndpoint(Vertx vertx, ReadModel model, DirectiveLog log, InForce inForce) {
        this.vertx = vertx;
        this.model = model;
        this.log = log;
        this.inForce = inForce;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the incidents are being read from Kafka"));
        }
        String id = call.target().parameter();
        return vertx.executeBlocking(() -> acknowledgement(call, id), false)
                .compose(seen -> inForce.after(log.write(call.identity().tenant(), seen.acknowledgement, seen.revision))
                        .map(at -> Answer.json(
                                200,
                                Answer.object()
                                        .put("incidentId", id)
                                        .put("by", seen.acknowledgement.by())
                                        .put("revision", seen.revision))));
    }

    private record Seen(Acknowledgement acknowledgement, long revision) {}

    private Seen acknowledgement(Call call, String id) {
        String by = by(call);
        ObjectNode incident = model.tenant(call.identity().tenant()).incident(id);
        if (incident == null) {
            throw new Refusal(Answer.problem(404, "not-found", "no incident with this id", "id"));
        }
        if (!incident.path("status").asText().equals("open")) {
            throw new Refusal(Answer.problem(
                    409, "resolved", "the incident is resolved; there is nothing left to acknowledge", "id"));
        }
        if (incident.path("rule").asText().equals("overflow")) {
            throw new Refusal(Answer.problem(
                    409, "overflow", "it collects other incidents; there is no single problem to acknowledge", "id"));
        }
        String scopeKey = incident.path("scopeKey").asText("");
        if (scopeKey.isEmpty()) {
            throw new Refusal(Answer.problem(
                    409, "too-old", "the incident was opened by a version that cannot acknowledge", "id"));
        }
        return new Seen(
                new Acknowledgement(id, scopeKey, by), incident.path("revision").asLong());
    }

    /** Who: {@code {"by": …}} in the body, else the source of the credential, else the tenant. */
    static String by(Call call) {
        String otherwise = call.identity().source() == null
                ? call.identity().tenant()
                : call.identity().source();
        if (call.text().isBlank()) {
            return otherwise;
        }
        JsonNode body = RequestJson.read(call.body(), "expected JSON such as {\"by\": \"name\"}, or no body");
        JsonNode by = body.path("by");
        if (!body.isObject() || (body.size() > (by.isMissingNode() ? 0 : 1))) {
            throw Refusal.of(null, "expected JSON such as {\"by\": \"name\"} and nothing else, or no body");
        }
        if (by.isMissingNode()) {
            return otherwise;
        }
        if (!by.isTextual() || by.asText().isBlank() || by.asText().length() > LONGEST_NAME) {
            throw Refusal.of("by", "expected a name of up to " + LONGEST_NAME + " characters, found " + by);
        }
        return Text.wellFormed(by.asText().strip());
    }
}
