package io.weir.bridge.http;

import io.vertx.core.Future;

/** Answers the calls of a route. Called on event loops: never blocks. */
interface Endpoint {
    /** Completes with the answer; a {@link Refusal}, thrown or failed with, is answered as it says. */
    Future<Answer> answer(Call call);
}
