package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.quota.Quotas;
import io.weir.bridge.view.Page;
import io.weir.bridge.view.PublishedDowntime;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Downtime;
import io.weir.schema.Topics;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Scheduled downtimes: created, listed, changed, cancelled. A change is answered when it is in force. */
final class DowntimesEndpoint implements Endpoint {
    private static final Set<String> STATES = Set.of("scheduled", "active", "ended", "cancelled");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vertx vertx;
    private final ReadModel model;
    private final Quotas quotas;
    private final DirectiveLog log;
    private final InForce inForce;
    private final Revisions revisions;
    private final DowntimeRoom room = new DowntimeRoom();

    DowntimesEndpoint(
            Vertx vertx, ReadModel model, Quotas quotas, DirectiveLog log, InForce inForce, Revisions revisions) {
        this.quotas = quotas;
        this.vertx = vertx;
        this.model = model;
        this.log = log;
        this.inForce = inForce;
        this.revisions = revisions;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the downtimes are being read from Kafka"));
        }
        boolean one = call.target().route() == Route.DOWNTIME;
        return switch (call.method().name()) {
            case "POST" -> create(call);
            case "PUT" -> change(call);
            case "DELETE" -> cancel(call);
            default -> one ? show(200, known(call), call) : list(call);
        };
    }

    private Future<Answer> create(Call call) {
        DowntimeRoom.checkChanges(view(call), call.receivedAt().toEpochMilli());
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        String id = "dt-" + HexFormat.of().formatHex(random);
        long now = call.receivedAt().toEpochMilli();
        return request(call)
                .compose(request -> inRoom(
                        call,
                        id,
                        () -> publish(
                                call,
                                201,
                                request.downtime(id, 1, Downtime.Status.ACTIVE, author(request, call), now))));
    }

    /** Publishes one that was not open before, if the tenant's quota has room for it. */
    private Future<Answer> inRoom(Call call, String id, Supplier<Future<Answer>> publish) {
        String tenant = call.identity().tenant();
        int most = quota(call);
        long now = call.receivedAt().toEpochMilli();
        return vertx.<Void>executeBlocking(
                        () -> {
                            room.take(tenant, id, view(call), most, now);
                            return null;
                        },
                        false)
                .compose(taken -> Future.succeededFuture()
                        .compose(whoThrowsFails -> publish.get())
                        .eventually(() -> {
                            room.done(tenant, id);
                            return Future.succeededFuture();
                        }));
    }

    /** Regular expressions can be work, so not on the event loop. */
    private Future<DowntimeRequest> request(Call call) {
        return vertx.executeBlocking(() -> DowntimeRequest.read(call.body(), call.receivedAt()), false);
    }

    private Future<Answer> change(Call call) {
        PublishedDowntime before = known(call);
        if (before.downtime().status() == Downtime.Status.CANCELLED) {
            throw new Refusal(Answer.problem(409, "cancelled", "the downtime is cancelled; create a new one", "id"));
        }
        DowntimeRoom.checkChanges(view(call), call.receivedAt().toEpochMilli());
        Downtime old = before.downtime();
        boolean isOver = !view(call).isOpen(old.id(), call.receivedAt().toEpochMilli());
        return request(call).compose(request -> {
            Supplier<Future<Answer>> publish = () -> publish(
                    call,
                    200,
                    request.downtime(
                            old.id(),
                            revision(call, old),
                            Downtime.Status.ACTIVE,
                            author(request, call),
                            old.createdAt()));
            return isOver ? inRoom(call, old.id(), publish) : publish.get();
        });
    }

    private Future<Answer> cancel(Call call) {
        PublishedDowntime before = known(call);
        Downtime old = before.downtime();
        if (old.status() == Downtime.Status.CANCELLED) {
            return show(200, before, call);
        }
        DowntimeRequest same = new DowntimeRequest(
                old.matchers(), old.from(), old.to(), old.recurrence(), old.comment(), old.author());
        return publish(
                call,
                200,
                same.downtime(old.id(), revision(call, old), Downtime.Status.CANCELLED, old.author(), old.createdAt()));
    }

    private Future<Answer> list(Call call) {
        Listing listing = Listing.of(call);
        if (listing.status() != null && !STATES.contains(listing.status())) {
            throw Refusal.of("status", "expected scheduled, active, ended or cancelled, found " + listing.status());
        }
        DowntimeDocument documents = DowntimeDocument.of(call);
        long now = documents.now();
        TenantView view = view(call);
        return vertx.executeBlocking(
                () -> {
                    Map<String, Integer> held = view.heldByDowntime(now);
                    Page<PublishedDowntime> page = view.downtimes(
                            listing.after(),
                            listing.limit(),
                            downtime -> listing.status() == null
                                    || downtime.state(now).equals(listing.status()));
                    return ListsEndpoint.page(
                            "downtimes",
                            new Page<>(
                                    page.items().stream()
                                            .map(downtime -> document(documents, downtime, held))
                                            .toList(),
                                    page.next()));
                },
                false);
    }

    private Future<Answer> publish(Call call, int status, Downtime downtime) {
        // what is wrong in the query is refused before anything is written
        DowntimeDocument.of(call);
        return inForce.after(log.write(call.identity().tenant(), downtime))
                .compose(at -> {
                    refuseLater(view(call).downtime(downtime.id()), downtime);
                    return show(status, new PublishedDowntime(downtime, at), call);
                })
                .onComplete(done -> revisions.done(key(call, downtime.id()), downtime.revision()));
    }

    /** Another bridge may give the same revision to a change of its own at the same time; the earlier one counts. */
    private static void refuseLater(PublishedDowntime known, Downtime written) {
        boolean same = known != null && known.downtime().revision() == written.revision();
        if (same && !known.downtime().equals(written)) {
            throw new Refusal(Answer.problem(
                    409, "conflict", "changed at the same time by somebody else; read it and try again", "id"));
        }
    }

    private PublishedDowntime known(Call call) {
        PublishedDowntime downtime = view(call).downtime(call.target().parameter());
        if (downtime == null) {
            throw new Refusal(Answer.problem(404, "not-found", "no downtime with this id", "id"));
        }
        return downtime;
    }

    private long revision(Call call, Downtime old) {
        return revisions.next(key(call, old.id()), old.revision());
    }

    private static String key(Call call, String id) {
        return Topics.key(call.identity().tenant(), id);
    }

    private TenantView view(Call call) {
        return model.tenant(call.identity().tenant());
    }

    private int quota(Call call) {
        return quotas.of(call.identity().tenant()).quota().downtimes();
    }

    private static String author(DowntimeRequest request, Call call) {
        return request.author() != null ? request.author() : call.identity().source();
    }

    /** Counting what is held goes through all alerts, and far windows are looked for, so not on the event loop. */
    private Future<Answer> show(int status, PublishedDowntime downtime, Call call) {
        DowntimeDocument documents = DowntimeDocument.of(call);
        TenantView view = view(call);
        return vertx.executeBlocking(
                () -> {
                    ObjectNode document = document(documents, downtime, view.heldByDowntime(documents.now()));
                    return Answer.json(
                            status,
                            document.setAll(
                                    view.downtimeEffects(downtime.downtime().id())));
                },
                false);
    }

    private ObjectNode document(DowntimeDocument documents, PublishedDowntime downtime, Map<String, Integer> held) {
        return documents.of(
                downtime,
                downtime.recordedAt() + inForce.lead().toMillis(),
                held.getOrDefault(downtime.downtime().id(), 0));
    }
}
