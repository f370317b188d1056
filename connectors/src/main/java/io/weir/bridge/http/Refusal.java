package io.weir.bridge.http;

import org.apache.kafka.common.KafkaException;

/** A request that cannot be done, with what its sender has to be told. */
final class Refusal extends RuntimeException {
    private final transient Answer answer;

    Refusal(Answer answer) {
        super("status " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /** 400, about one field. */
    static Refusal of(String field, String message) {
        return new Refusal(Answer.problem(400, "invalid", message, field));
    }

    /** 503: what is asked for lies on Kafka. */
    static Refusal of(KafkaException failure) {
        return new Refusal(Answer.unavailable("Kafka does not answer: " + failure.getMessage()));
    }

    Answer answer() {
        return answer;
    }
}
