package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.weir.bridge.kafka.KafkaUnavailableException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a request to the endpoint of its route; whatever goes wrong there has an answer, too. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Map<Route, Endpoint> endpoints;

    Dispatch(Map<Route, Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /** Never fails. */
    Future<Answer> answer(Call call) {
        Future<Answer> answer;
        try {
            answer = endpoints.get(call.target().route()).answer(call);
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        return answer.otherwise(failure -> answerTo(failure, call.method(), call.target()));
    }

    /** The answer to a request that could not be handled. */
    static Answer answerTo(Throwable failure, HttpMethod method, Target target) {
        if (failure instanceof Refusal refusal) {
            return refusal.answer();
        }
        if (failure instanceof KafkaUnavailableException) {
            return Answer.unavailable("Kafka does not acknowledge; send it again");
        }
        LOG.error("{} {} failed", method, target.route(), failure);
        return Answer.problem(500, "internal", "a fault of the bridge; it is in its log", null);
    }
}
