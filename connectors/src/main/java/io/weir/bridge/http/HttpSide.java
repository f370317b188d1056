package io.weir.bridge.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weir.bridge.intake.AlertmanagerApi;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.kafka.LetterStore;
import io.weir.bridge.kafka.RecordLog;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.quota.Quotas;
import io.weir.bridge.tenant.Authenticator;
import io.weir.bridge.view.DecisionSearch;
import io.weir.bridge.view.ReadModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** The routes with what answers them, on one event loop per core. */
public final class HttpSide {
    private final Vertx vertx;
    private final Supplier<HttpFront> fronts;
    private String deployment;

    /** An HTTP side that does not listen yet. {@code whyNotReady} answers null when the bridge is ready. */
    public HttpSide(
            Vertx vertx,
            FrontOptions options,
            Authenticator authenticator,
            RecordLog log,
            ReadModel model,
            Quotas quotas,
            DecisionSearch decisions,
            LetterStore letters,
            Supplier<String> whyNotReady) {
        this.vertx = vertx;
        InFlight inFlight = new InFlight(options.maxInFlightBytes(), options.maxBodyBytes(), options.metrics());
        Map<Route, Endpoint> endpoints =
                endpoints(options, inFlight, log, model, quotas, decisions, letters, whyNotReady);
        AtomicInteger connections = new AtomicInteger();
        this.fronts = () -> new HttpFront(
                options,
                connections,
                new Reception(vertx, options, authenticator, endpoints, inFlight, new RequestRate(quotas)));
    }

    private Map<Route, Endpoint> endpoints(
            FrontOptions options,
            InFlight inFlight,
            RecordLog log,
            ReadModel model,
            Quotas quotas,
            DecisionSearch decisions,
            LetterStore letters,
            Supplier<String> whyNotReady) {
        BridgeMetrics metrics = options.metrics();
        SlicedLog sliced = new SlicedLog(vertx, log);
        OncePerMinute notices = new OncePerMinute();
        AdmittedLog admitted = new AdmittedLog(vertx, sliced, quotas);
        Function<Function<Call, Reading>, Endpoint> intake =
                reader -> new IntakeEndpoint(reader, vertx, inFlight, admitted, metrics, notices, options.tracing());
        DirectiveLog directives = new DirectiveLog(log);
        InForce inForce = new InForce(vertx, options.directiveLead(), model, metrics);
        Endpoint downtimes = new DowntimesEndpoint(vertx, model, quotas, directives, inForce, new Revisions());
        Endpoint lists = new ListsEndpoint(vertx, model);
        Endpoint operations = new OperationsEndpoint(whyNotReady, metrics);
        Map<Route, Endpoint> endpoints = new EnumMap<>(Route.class);
        endpoints.put(
                Route.ALERTMANAGER,
                intake.apply(call -> AlertmanagerWebhook.read(call.body(), call.origin(), options.intake())));
        endpoints.put(
                Route.ALERTMANAGER_API,
                intake.apply(call -> AlertmanagerApi.read(call.body(), call.origin(), options.intake())));
        endpoints.put(Route.UPTIME_KUMA, intake.apply(call -> KumaCall.read(call, options.intake())));
        endpoints.put(Route.DOWNTIMES, downtimes);
        endpoints.put(Route.DOWNTIME, downtimes);
        endpoints.put(Route.DOWNTIME_PREVIEW, new DowntimePreviewEndpoint(vertx, model));
        endpoints.put(Route.RULES, new RulesEndpoint(vertx, model, quotas, directives, inForce, new Revisions()));
        endpoints.put(Route.TOPOLOGY, new TopologyEndpoint(vertx, model, directives, inForce, new Revisions()));
        endpoints.put(Route.ACKNOWLEDGE, new AcknowledgeEndpoint(vertx, model, directives, inForce));
        endpoints.put(Route.INCIDENTS, lists);
        endpoints.put(Route.INCIDENT, lists);
        endpoints.put(Route.ALERTS, lists);
        endpoints.put(Route.DECISIONS, new DecisionsEndpoint(vertx, model, decisions));
        Endpoint brake = new BrakeEndpoint(vertx, model, log);
        endpoints.put(Route.BRAKE, brake);
        endpoints.put(Route.GLOBAL_BRAKE, brake);
        LetterLookups lookups = new LetterLookups(vertx, model, letters);
        Endpoint deadLetters = new DeadLettersEndpoint(vertx, model, lookups);
        endpoints.put(Route.DEAD_LETTERS, deadLetters);
        endpoints.put(Route.DEAD_LETTER, deadLetters);
        endpoints.put(Route.RETRY, new RetryEndpoint(lookups, model, sliced, admitted, options.intake(), metrics));
        endpoints.put(Route.HEALTHY, operations);
        endpoints.put(Route.READY, operations);
        endpoints.put(Route.METRICS, operations);
        return endpoints;
    }

    /** Listens on as many event loops as there are cores. */
    public Future<Void> listen() {
        int cores = Runtime.getRuntime().availableProcessors();
        return vertx.deployVerticle(fronts, new DeploymentOptions().setInstances(cores))
                .onSuccess(id -> deployment = id)
                .mapEmpty();
    }

    /** Takes no more connections, waits for what is underway, and closes. */
    public Future<Void> shutdown() {
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }
}
