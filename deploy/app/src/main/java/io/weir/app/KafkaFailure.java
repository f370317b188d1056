package io.weir.app;

import io.weir.app.flink.RootCause;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What people are told when Kafka cannot be used: which setting to look at, and never a secret in it. */
public final class KafkaFailure {
    private static final String SETTING = "kafka.properties: ";
    /** Begins what Kafka says of a login configuration, and it goes on with a piece of it. */
    private static final String LOGIN = "JAAS config";

    private KafkaFailure() {}

    /** One sentence for what a command did not get from Kafka. */
    public static String sentence(KafkaException failure) {
        return setting(failure).orElseGet(() -> "Kafka does not answer: " + failure.getMessage());
    }

    /** The sentence when it is login, TLS or another client property that is wrong; empty when it is something else. */
    public static Optional<String> setting(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SslAuthenticationException) {
                return Optional.of(SETTING + "no TLS with Kafka: " + RootCause.of(e));
            }
            if (e instanceof AuthenticationException) {
                return Optional.of(SETTING + "Kafka refuses the login: " + e.getMessage());
            }
            if (e instanceof ConfigException || isOfConstruction(e)) {
                return Optional.of(SETTING + reason(e));
            }
        }
        return Optional.empty();
    }

    /** Clients that cannot be made throw the plain exception around the reason. */
    private static boolean isOfConstruction(Throwable e) {
        return e.getClass() == KafkaException.class && e.getCause() != null;
    }

    private static String reason(Throwable failure) {
        String reason = RootCause.of(failure);
        return reason.contains(LOGIN)
                ? "sasl.jaas.config cannot be read; a quote or backslash in the password needs a backslash before it"
                : reason;
    }
}
