package io.weir.bridge.kafka;

/** Kafka did not acknowledge in time. Whether it has the records is not known; sending them again is right. */
public final class KafkaUnavailableException extends RuntimeException {
    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
