package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.weir.bridge.kafka.KafkaUnavailableException;
import io.weir.bridge.tenant.Authenticator;
import io.weir.bridge.tenant.Identity;
import io.weir.bridge.tenant.Signature;
import io.weir.schema.TraceParent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of the HTTP server: finds the route, checks the token, reads the body, sends the answer. */
final class HttpFront extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int MOST_BYTES_OF_A_DIRECTIVE = 1 << 20;
    private static final int MOST_BYTES_OF_A_TOPOLOGY = 4 << 20;
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Answer NOT_FOUND = Answer.problem(404, "not-found", "nothing is here", null);
    private static final Answer UNAUTHENTICATED = Answer.problem(
                    401,
                    "unauthenticated",
                    "expected the token of a tenant, as Bearer or as the password of Basic",
                    null)
            .withHeader("WWW-Authenticate", List.of("Bearer realm=\"weir\"", "Basic realm=\"weir\""));

    private final FrontOptions options;
    private final Authenticator authenticator;
    private final Map<Route, Endpoint> endpoints;
    private final InFlight inFlight;
    private final Visits visits;
    private final RequestRate rate;
    private HttpServer server;

    HttpFront(
            FrontOptions options,
            Authenticator authenticator,
            Map<Route, Endpoint> endpoints,
            InFlight inFlight,
            AtomicInteger connections,
            RequestRate rate) {
        this.rate = rate;
        this.options = options;
        this.authenticator = authenticator;
        this.endpoints = endpoints;
        this.inFlight = inFlight;
        this.visits = new Visits(options.limits(), connections);
    }

    @Override
    public Future<?> start() {
        HttpServerOptions settings = new HttpServerOptions()
                .setReuseAddress(true)
                .setAcceptBacklog(8192)
                // Senders keep a connection for minutes; whoever closes first loses the race against the next request.
                .setIdleTimeout((int) options.limits().idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpNoDelay(true)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                // There are no WebSockets; their handler would look at every message.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // Uptime Kuma can put a whole notification into the query.
                .setMaxInitialLineLength(64 << 10)
                .setMaxHeaderSize(32 << 10);
        TlsFiles tls = options.tls();
        if (tls != null) {
            ServerSSLOptions secured = tls.serverOptions();
            settings.setSsl(true)
                    .setKeyCertOptions(secured.getKeyCertOptions())
                    .setTrustOptions(secured.getTrustOptions())
                    .setClientAuth(secured.getClientAuth())
                    .setEnabledSecureTransportProtocols(secured.getEnabledSecureTransportProtocols());
        }
        server = vertx.createHttpServer(settings);
        visits.watch(vertx);
        server.connectionHandler(visits::begin);
        server.requestHandler(this::begin);
        return server.listen(options.port(), options.host()).onSuccess(listening -> {
            if (tls != null) {
                TlsWatch.begin(vertx, server, tls);
            }
            options.listening().accept(listening.actualPort());
        });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(DRAIN);
    }

    private void begin(HttpServerRequest request) {
        Visit visit = visits.of(request.connection());
        if (visit == null) {
            request.connection().close();
            return;
        }
        request.pause();
        visit.begin(() -> {
            request.resume();
            handle(request, visit);
        });
    }

    private void handle(HttpServerRequest request, Visit visit) {
        Target target = Target.of(request.path() == null ? "/" : request.path());
        String label = target == null ? "none" : target.route().label();
        Exchange exchange = new Exchange(request, visit, label, inFlight, options.metrics());
        Answer fault = Heads.fault(request);
        if (fault != null) {
            exchange.answerAndHangUp(fault);
            return;
        }
        if (target == null) {
            exchange.answer(NOT_FOUND);
            return;
        }
        Route route = target.route();
        if (!route.methods().contains(request.method())) {
            exchange.answer(methodNotAllowed(route));
            return;
        }
        Identity identity = null;
        Signature signature = null;
        if (route.access() != Access.EVERYBODY) {
            String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (Signature.isIn(authorization)) {
                signature = Signature.read(authorization);
                identity = signature == null ? null : authenticator.signatures().claimed(signature);
            } else {
                identity = authenticator.identify(authorization);
            }
            if (identity == null) {
                options.metrics().unauthenticated(label);
                exchange.answer(UNAUTHENTICATED);
                return;
            }
            Answer refusal = route.access().refusal(identity, route.needs(request.method()));
            if (refusal != null) {
                exchange.answer(refusal);
                return;
            }
        }
        boolean within = signature != null || rate.takes(identity, route, options.clock());
        if (!within && rate.refuses(identity, route, options.clock())) {
            exchange.answer(RequestRate.REFUSAL);
            return;
        }
        read(request, exchange, target, identity, signature, !within);
    }

    private void read(
            HttpServerRequest request,
            Exchange exchange,
            Target target,
            Identity identity,
            Signature signature,
            boolean beyondRate) {
        int mostOfDirective = target.route() == Route.TOPOLOGY ? MOST_BYTES_OF_A_TOPOLOGY : MOST_BYTES_OF_A_DIRECTIVE;
        int most = target.route().takesAlerts()
                ? options.maxBodyBytes()
                : Math.min(options.maxBodyBytes(), mostOfDirective);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        exchange.readBody(most, body -> {
            if (!Unpacked.isNeeded(encoding)) {
                answer(request, exchange, target, identity, signature, body, beyondRate);
                return;
            }
            AtomicLong held = new AtomicLong();
            vertx.executeBlocking(
                            () -> Unpacked.of(encoding, body, most, more -> {
                                boolean taken = inFlight.take(more);
                                held.addAndGet(taken ? more : 0);
                                return taken;
                            }),
                            false)
                    .onComplete(done -> exchange.holds(held.get()))
                    .onSuccess(unpacked -> answer(request, exchange, target, identity, signature, unpacked, beyondRate))
                    .onFailure(failure -> exchange.answer(answerTo(failure, request.method(), target)));
        });
    }

    private void answer(
            HttpServerRequest request,
            Exchange exchange,
            Target target,
            Identity identity,
            Signature signature,
            byte[] body,
            boolean beyondRate) {
        Call call = new Call(
                request.method(),
                target,
                identity,
                request.query(),
                request.getHeader(HttpHeaders.CONTENT_TYPE),
                request.getHeader(HttpHeaders.ACCEPT),
                body,
                options.clock().instant(),
                options.tracing().isOn() ? request.getHeader(TraceParent.HEADER) : null,
                beyondRate);
        String refusal = signature == null ? null : refusal(signature, request, call);
        if (refusal == null && signature != null && !rate.takes(identity, target.route(), options.clock())) {
            // who only claims to be the tenant must not use up its quota
            beyondRate(exchange, call);
        } else if (refusal == null) {
            answer(exchange, call);
        } else {
            options.metrics().unauthenticated(target.route().label());
            exchange.answer(Answer.problem(401, "unauthenticated", refusal, null));
        }
    }

    private void beyondRate(Exchange exchange, Call call) {
        if (rate.refuses(call.identity(), call.target().route(), options.clock())) {
            exchange.answer(RequestRate.REFUSAL);
        } else {
            answer(exchange, call.beyond());
        }
    }

    private String refusal(Signature signature, HttpServerRequest request, Call call) {
        return authenticator
                .signatures()
                .refusal(signature, request.method().name(), request.uri(), call.body(), call.receivedAt());
    }

    private void answer(Exchange exchange, Call call) {
        Future<Answer> answer;
        try {
            answer = endpoints.get(call.target().route()).answer(call);
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        answer.onComplete(
                exchange::answer, failure -> exchange.answer(answerTo(failure, call.method(), call.target())));
    }

    private static Answer answerTo(Throwable failure, HttpMethod method, Target target) {
        if (failure instanceof Refusal refusal) {
            return refusal.answer();
        }
        if (failure instanceof KafkaUnavailableException) {
            return Answer.unavailable("Kafka does not acknowledge; send it again");
        }
        LOG.error("{} {} failed", method, target.route(), failure);
        return Answer.problem(500, "internal", "a fault of the bridge; it is in its log", null);
    }

    private static Answer methodNotAllowed(Route route) {
        String allowed = route.methods().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return Answer.problem(405, "method-not-allowed", "expected " + allowed, null)
                .withHeader("Allow", List.of(allowed));
    }
}
