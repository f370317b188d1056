package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.view.DecisionSearch;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;

/**
 * {@code GET} of what was decided about an alert, an incident or the incident of a ticket, with what the lists know of
 * them.
 */
final class DecisionsEndpoint implements Endpoint {
    private static final Duration LOOK_BACK = Duration.ofDays(7);
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern INCIDENT = Pattern.compile("[0-9a-f]{20}");

    private final Vertx vertx;
    private final ReadModel model;
    private final DecisionSearch search;

    DecisionsEndpoint(Vertx vertx, ReadModel model, DecisionSearch search) {
        this.vertx = vertx;
        this.model = model;
        this.search = search;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the lists are being rebuilt from Kafka"));
        }
        return vertx.executeBlocking(() -> find(call), false);
    }

    private Answer find(Call call) {
        Map<String, String> asked = call.parameters();
        TenantView view = model.tenant(call.identity().tenant());
        String fingerprint = id(asked, "fingerprint", FINGERPRINT, "16 hex digits");
        String incidentId = id(asked, "incident", INCIDENT, "20 hex digits");
        String ticket = asked.get("ticket");
        if ((fingerprint == null ? 0 : 1) + (incidentId == null ? 0 : 1) + (ticket == null ? 0 : 1) != 1) {
            throw Refusal.of("fingerprint", "expected exactly one of fingerprint, incident and ticket");
        }
        if (ticket != null) {
            incidentId = view.incidentOfTicket(ticket);
            if (incidentId == null) {
                return Answer.problem(404, "not-found", "no incident with this ticket", "ticket");
            }
        }
        long now = call.receivedAt().toEpochMilli();
        long to = time(asked, "to", Long.MAX_VALUE);
        long from = time(asked, "from", Math.min(now, to) - LOOK_BACK.toMillis());
        DecisionSearch.Found found =
                found(new DecisionSearch.Question(call.identity().tenant(), fingerprint, incidentId, from, to));
        if (found == null) {
            return Answer.unavailable("too many searches are underway; ask again");
        }
        ObjectNode body = Answer.object();
        body.putArray("decisions").addAll(found.decisions());
        body.put("complete", found.complete());
        ObjectNode alert = fingerprint == null ? null : view.alert(fingerprint, now);
        if (alert != null) {
            body.set("alert", alert);
        }
        if (incidentId != null) {
            body.put("incidentId", incidentId);
        }
        return Answer.json(200, body);
    }

    private DecisionSearch.Found found(DecisionSearch.Question question) {
        try {
            return search.find(question);
        } catch (KafkaException e) {
            throw Refusal.of(e);
        }
    }

    private static String id(Map<String, String> asked, String name, Pattern pattern, String expected) {
        String id = asked.get(name);
        if (id != null && !pattern.matcher(id).matches()) {
            throw Refusal.of(name, "expected " + expected + ", found " + id);
        }
        return id;
    }

    private static long time(Map<String, String> asked, String name, long otherwise) {
        String text = asked.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw Refusal.of(name, "expected a time such as 2026-11-20T13:00:00Z, found " + text);
        }
    }
}
