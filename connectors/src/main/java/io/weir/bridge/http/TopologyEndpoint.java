package io.weir.bridge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.view.PublishedTopology;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Directive;
import io.weir.schema.Topology;
import io.weir.schema.topology.TopologyReader;
import io.weir.schema.yaml.InvalidDocumentException;
import java.time.Instant;

/** The topology of a tenant, replaced as a whole. A new one is answered when it is in force. */
final class TopologyEndpoint implements Endpoint {
    private static final long MOST_BYTES_IN_AN_HOUR = 64 << 20;

    private final Vertx vertx;
    private final ReadModel model;
    private final DirectiveLog log;
    private final InForce inForce;
    private final Revisions revisions;
    private final Publications publications;

    TopologyEndpoint(Vertx vertx, ReadModel model, DirectiveLog log, InForce inForce, Revisions revisions) {
        this.vertx = vertx;
        this.publications = new Publications(vertx, "topology", "topology", MOST_BYTES_IN_AN_HOUR);
        this.model = model;
        this.log = log;
        this.inForce = inForce;
        this.revisions = revisions;
    }

    @Override
    public Future<Answer> answer(Call call) {
        if (!model.caughtUp()) {
            return Future.succeededFuture(Answer.unavailable("the topology is being read from Kafka"));
        }
        TenantView view = model.tenant(call.identity().tenant());
        return call.method().equals(HttpMethod.PUT)
                ? put(call, view)
                : vertx.executeBlocking(() -> get(view.topology()), false);
    }

    private Future<Answer> put(Call call, TenantView view) {
        long now = call.receivedAt().toEpochMilli();
        return publications.run(
                call.identity().tenant(),
                () -> view.publishedLately(Directive.Kind.TOPOLOGY, now),
                () -> parsed(call),
                topology -> publish(call, view, topology));
    }

    private static Topology parsed(Call call) {
        try {
            return TopologyReader.read(call.text());
        } catch (InvalidDocumentException e) {
            throw new Refusal(Problems.answer("invalid-topology", e));
        }
    }

    private Future<Answer> publish(Call call, TenantView view, Topology topology) {
        String tenant = call.identity().tenant();
        long revision = revisions.next(tenant, view.topologies());
        return inForce.after(
                        log.write(tenant, topology, revision, call.identity().source()))
                .map(at -> Answer.json(
                        200,
                        Answer.object()
                                .put("edges", topology.edges().size())
                                .put("effectiveFrom", effectiveFrom(new PublishedTopology(topology, null, at)))))
                .onComplete(done -> revisions.done(tenant, revision));
    }

    private Answer get(PublishedTopology published) {
        ObjectNode document = Answer.object();
        document.put("effectiveFrom", published == null ? null : effectiveFrom(published));
        ArrayNode edges = document.putArray("edges");
        if (published != null) {
            published
                    .topology()
                    .edges()
                    .forEach(edge -> edges.addObject().put("from", edge.from()).put("to", edge.to()));
        }
        return Answer.json(200, document);
    }

    private String effectiveFrom(PublishedTopology published) {
        long earliest = published.recordedAt() + inForce.lead().toMillis();
        long from = published.effectiveFrom() == null ? earliest : Math.max(earliest, published.effectiveFrom());
        return Instant.ofEpochMilli(from).toString();
    }
}
