package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.weir.bridge.tenant.Authenticator;
import io.weir.bridge.tenant.Identity;
import io.weir.bridge.tenant.Signature;
import io.weir.bridge.tenant.SignatureCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Receives requests: finds the route, checks the credential and the quota, reads the body, sends the answer. */
final class Reception {
    private static final int UNPACKED_AT_ONCE = 4;
    private static final int MOST_BYTES_OF_A_DIRECTIVE = 1 << 20;
    private static final int MOST_BYTES_OF_A_TOPOLOGY = 4 << 20;
    private static final Answer NOT_FOUND = Answer.problem(404, "not-found", "nothing is here", null);
    private static final Answer UNAUTHENTICATED = Answer.problem(
                    401,
                    "unauthenticated",
                    "expected the token of a tenant, as Bearer or as the password of Basic",
                    null)
            .withHeader("WWW-Authenticate", List.of("Bearer realm=\"weir\"", "Basic realm=\"weir\""));

    private static final Answer UNTIMELY = Answer.problem(
            401, "unauthenticated", "signed more than " + SignatureCheck.WINDOW.toMinutes() + " min from now", null);

    /** Who sends nothing but packed bodies keeps nobody else's work waiting. */
    private final WorkerExecutor unpacking;

    private final FrontOptions options;
    private final Authenticator authenticator;
    private final Dispatch dispatch;
    private final InFlight inFlight;
    private final RequestRate rate;

    Reception(
            Vertx vertx,
            FrontOptions options,
            Authenticator authenticator,
            Map<Route, Endpoint> endpoints,
            InFlight inFlight,
            RequestRate rate) {
        this.unpacking = vertx.createSharedWorkerExecutor("weir-packed-bodies", UNPACKED_AT_ONCE);
        this.options = options;
        this.authenticator = authenticator;
        this.dispatch = new Dispatch(endpoints);
        this.inFlight = inFlight;
        this.rate = rate;
    }

    /** Receives a request and sees to its answer. */
    void receive(HttpServerRequest request, Visit visit) {
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
        if (signature != null
                && !SignatureCheck.isTimely(signature, options.clock().instant())) {
            // before its body takes memory: anybody can know the name of a key
            options.metrics().unauthenticated(label);
            exchange.answer(UNTIMELY);
            return;
        }
        boolean within = signature != null || rate.takes(identity, route, options.clock());
        if (!within && rate.refuses(identity, route, options.clock())) {
            exchange.answer(RequestRate.REFUSAL);
            return;
        }
        read(new Asked(request, exchange, target, identity, signature, !within));
    }

    private void read(Asked asked) {
        Route route = asked.target().route();
        int mostOfDirective = route == Route.TOPOLOGY ? MOST_BYTES_OF_A_TOPOLOGY : MOST_BYTES_OF_A_DIRECTIVE;
        int most = route.takesAlerts() ? options.maxBodyBytes() : Math.min(options.maxBodyBytes(), mostOfDirective);
        String encoding = asked.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        asked.exchange().readBody(most, asked.signature() == null, body -> {
            if (Unpacked.isNeeded(encoding)) {
                unpack(asked, encoding, body, most);
            } else {
                answer(asked, body);
            }
        });
    }

    private void unpack(Asked asked, String encoding, byte[] body, int most) {
        boolean proven = asked.signature() == null;
        AtomicLong held = new AtomicLong();
        unpacking
                .executeBlocking(
                        () -> Unpacked.of(encoding, body, most, more -> {
                            boolean taken = inFlight.take(more, proven);
                            held.addAndGet(taken ? more : 0);
                            return taken;
                        }),
                        false)
                .onComplete(done -> asked.exchange().holds(held.get(), proven))
                .onSuccess(unpacked -> answer(asked, unpacked))
                .onFailure(failure -> asked.exchange()
                        .answer(Dispatch.answerTo(failure, asked.request().method(), asked.target())));
    }

    private void answer(Asked asked, byte[] body) {
        Call call = asked.with(body, options);
        if (asked.signature() == null) {
            dispatch.answer(call).onSuccess(asked.exchange()::answer);
            return;
        }
        SignatureCheck.Denial denial = authenticator
                .signatures()
                .denial(
                        asked.signature(),
                        asked.request().method().name(),
                        asked.request().uri(),
                        body,
                        call.receivedAt());
        if (denial != null) {
            options.metrics().unauthenticated(asked.target().route().label());
            asked.exchange()
                    .answer(
                            denial.passes()
                                    ? Answer.unavailable(denial.reason())
                                    : Answer.problem(401, "unauthenticated", denial.reason(), null));
            return;
        }
        asked.exchange().isProven();
        // who only claims to be the tenant must not use up its quota
        boolean within = rate.takes(asked.identity(), asked.target().route(), options.clock());
        (within ? dispatch.answer(call) : beyondRate(call)).onSuccess(answer -> {
            if (answer.status() == 503) {
                // it is asked for the same request again
                authenticator.signatures().forget(asked.signature());
            }
            asked.exchange().answer(answer);
        });
    }

    private Future<Answer> beyondRate(Call call) {
        return rate.refuses(call.identity(), call.target().route(), options.clock())
                ? Future.succeededFuture(RequestRate.REFUSAL)
                : dispatch.answer(call.beyond());
    }

    private static Answer methodNotAllowed(Route route) {
        String allowed = route.methods().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return Answer.problem(405, "method-not-allowed", "expected " + allowed, null)
                .withHeader("Allow", List.of(allowed));
    }
}
