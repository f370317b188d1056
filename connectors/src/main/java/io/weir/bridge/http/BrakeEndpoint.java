package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.weir.bridge.kafka.RecordLog;
import io.weir.bridge.view.ReadModel;
import io.weir.schema.Control;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The brakes: no playbook is launched while one is on, the tenant's or the one of all. Answered when Kafka has it, for
 * whoever launches obeys at once.
 */
final class BrakeEndpoint implements Endpoint {
    private static final int THE_PARTITION = 0;
    private static final String EXAMPLE = "{\"on\": true, \"reason\": \"change freeze\", \"by\": \"name\"}";

    private final Vertx vertx;
    private final ReadModel model;
    private final RecordLog log;

    BrakeEndpoint(Vertx vertx, ReadModel model, RecordLog log) {
        this.vertx = vertx;
        this.model = model;
        this.log = log;
    }

    @Override
    public Future<Answer> answer(Call call) {
        boolean global = call.target().route() == Route.GLOBAL_BRAKE;
        String tenant = global ? null : AskedTenant.of(call, model);
        if (call.method().equals(HttpMethod.PUT)) {
            if (!global && tenant == null) {
                throw Refusal.of("tenant", "expected whose brake; the one of all tenants is /v1/brake/global");
            }
            return set(call, tenant);
        }
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the brakes are being read from Kafka"));
        }
        return Future.succeededFuture(Answer.json(200, global ? document(null) : status(tenant)));
    }

    /** Works while the lists are being rebuilt: an emergency does not wait for them. */
    private Future<Answer> set(Call call, String tenant) {
        Control control = asked(call, tenant);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.CONTROL,
                THE_PARTITION,
                control.key().getBytes(StandardCharsets.UTF_8),
                Wire.CONTROL.write(control));
        return Future.fromCompletionStage(log.write(List.of(record)), vertx.getOrCreateContext())
                .map(acknowledged -> {
                    model.brakes().taken(control, acknowledged.offset());
                    return Answer.json(200, document(tenant, control));
                });
    }

    /** What a body asks for; {@code tenant} null for the brake of all. */
    static Control asked(Call call, String tenant) {
        JsonNode body = RequestedBy.object(call, Set.of("on", "reason", "by"), EXAMPLE);
        if (!body.path("on").isBoolean()) {
            throw Refusal.of("on", "expected true or false");
        }
        return new Control(
                Control.Kind.BRAKE,
                tenant,
                body.path("on").booleanValue(),
                null,
                RequestedBy.by(body, call.identity()),
                RequestedBy.text(body, "reason"),
                call.receivedAt().toEpochMilli());
    }

    /** A tenant sees its own and the one of all; an operator who names none sees every brake that was ever set. */
    private ObjectNode status(String tenant) {
        ObjectNode status = tenant == null ? Answer.object() : document(tenant);
        status.set("global", document(null));
        if (tenant == null) {
            ArrayNode tenants = status.putArray("tenants");
            model.brakes().ofTenants().forEach(control -> tenants.add(document(control.tenant(), control)));
        }
        return status;
    }

    private ObjectNode document(String tenant) {
        return document(tenant, model.brakes().of(tenant));
    }

    /** {@code control} null when it was never set. */
    private static ObjectNode document(String tenant, Control control) {
        ObjectNode document = Answer.object();
        if (tenant != null) {
            document.put("tenant", tenant);
        }
        document.put("on", control != null && control.on());
        if (control != null) {
            document.put("since", Instant.ofEpochMilli(control.at()).toString());
            if (control.by() != null) {
                document.put("by", control.by());
            }
            if (control.reason() != null) {
                document.put("reason", control.reason());
            }
        }
        return document;
    }
}
