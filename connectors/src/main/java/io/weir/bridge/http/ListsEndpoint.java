package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.view.AlertStatusFilter;
import io.weir.bridge.view.Page;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import java.util.Locale;

/** {@code GET} of incidents and alerts. Works on worker threads: a page can be a thousand records. */
final class ListsEndpoint implements Endpoint {
    private final Vertx vertx;
    private final ReadModel model;

    ListsEndpoint(Vertx vertx, ReadModel model) {
        this.vertx = vertx;
        this.model = model;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the lists are being rebuilt from Kafka"));
        }
        TenantView view = model.tenant(call.identity().tenant());
        return vertx.executeBlocking(
                () -> switch (call.target().route()) {
                    case INCIDENT -> incident(view, call);
                    case INCIDENTS -> incidents(view, call);
                    default -> alerts(view, call);
                },
                false);
    }

    private static Answer incident(TenantView view, Call call) {
        ObjectNode incident = view.incident(call.target().parameter());
        return incident == null
                ? Answer.problem(404, "not-found", "no incident with this id", "id")
                : Answer.json(200, incident);
    }

    private static Answer incidents(TenantView view, Call call) {
        Listing listing = Listing.of(call);
        Boolean open = null;
        if (listing.status() != null) {
            open = switch (listing.status()) {
                case "open" -> true;
                case "resolved" -> false;
                default -> throw Refusal.of("status", "expected open or resolved, found " + listing.status());
            };
        }
        return page("incidents", view.incidents(listing.after(), listing.limit(), open));
    }

    private static Answer alerts(TenantView view, Call call) {
        Listing listing = Listing.of(call);
        AlertStatusFilter filter = AlertStatusFilter.ALL;
        if (listing.status() != null) {
            filter = switch (listing.status()) {
                case "firing", "resolved", "held" ->
                    AlertStatusFilter.valueOf(listing.status().toUpperCase(Locale.ROOT));
                default -> throw Refusal.of("status", "expected firing, resolved or held, found " + listing.status());
            };
        }
        long now = call.receivedAt().toEpochMilli();
        return page("alerts", view.alerts(listing.after(), listing.limit(), filter, now));
    }

    static Answer page(String name, Page<? extends JsonNode> page) {
        ObjectNode body = Answer.object();
        ArrayNode items = body.putArray(name);
        page.items().forEach(items::add);
        if (page.next() == null) {
            body.putNull("next");
        } else {
            body.put("next", page.next().cursor());
        }
        return Answer.json(200, body);
    }
}
