package io.weir.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs one request against an endpoint, with at most one fault in its way. */
final class Exchange {
    private final Vertx vertx;
    private final FaultPlan faults;
    private final RequestLog log;

    Exchange(Vertx vertx, FaultPlan faults, RequestLog log) {
        this.vertx = vertx;
        this.faults = faults;
        this.log = log;
    }

    /** The answer, or empty when the connection is to be closed without one. */
    Future<Optional<Answer>> run(Endpoint endpoint, Request request) {
        Optional<Fault> fault = faults.take(endpoint.target(), request.method(), request.path());
        long number = log.arrived(
                endpoint.target(),
                request,
                endpoint.user(request).orElse(null),
                fault.map(f -> f.kind().wireName()).orElse(null));
        return (fault.isEmpty() ? effect(endpoint, request) : faulty(fault.get(), endpoint, request))
                .onSuccess(answer -> answer.ifPresent(a -> log.answered(number, a.status())));
    }

    private Future<Optional<Answer>> faulty(Fault fault, Endpoint endpoint, Request request) {
        return switch (fault.kind()) {
            case STATUS -> now(withHeaders(endpoint.failure(fault.status()), fault));
            case MAINTENANCE_PAGE ->
                now(
                        Answer.html(
                                200,
                                "<!DOCTYPE html>\n<html><head><title>MAINTENANCE MODE - GLPI</title></head><body></body></html>"));
            case EMPTY -> now(Answer.html(200, ""));
            case BAD_GATEWAY ->
                now(
                        Answer.html(
                                502,
                                "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"));
            case DROP_BEFORE -> Future.succeededFuture(Optional.empty());
            case DROP_AFTER -> effect(endpoint, request).map(Optional.empty());
            case DELAY_BEFORE -> after(fault.delay()).compose(v -> effect(endpoint, request));
            case DELAY_AFTER ->
                effect(endpoint, request).compose(a -> after(fault.delay()).map(a));
            case SESSION_INVALID -> blocking(() -> endpoint.endSession(request));
            case DUPLICATE ->
                effect(endpoint, request)
                        .compose(first -> effect(endpoint, request).map(first));
        };
    }

    private static Answer withHeaders(Answer answer, Fault fault) {
        Answer out = answer;
        for (var header : fault.headers().entrySet()) {
            out = out.with(header.getKey(), header.getValue());
        }
        return out;
    }

    private static Future<Optional<Answer>> now(Answer answer) {
        return Future.succeededFuture(Optional.of(answer));
    }

    private Future<Optional<Answer>> effect(Endpoint endpoint, Request request) {
        return blocking(() -> endpoint.handle(request));
    }

    private Future<Optional<Answer>> blocking(Callable<Answer> work) {
        return vertx.executeBlocking(work, false).map(Optional::of);
    }

    private Future<Void> after(Duration delay) {
        Promise<Void> promise = Promise.promise();
        vertx.setTimer(Math.max(1, delay.toMillis()), id -> promise.complete());
        return promise.future();
    }
}
