package io.weir.bridge.kafka;

/** A topic is there and cannot be used as it is. The message names the topic, the setting and what was expected. */
public final class TopicSetupException extends RuntimeException {
    TopicSetupException(String message) {
        super(message);
    }

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
