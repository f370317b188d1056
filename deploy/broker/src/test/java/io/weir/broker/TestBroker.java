package io.weir.broker;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The broker of an integration test. By default it is the {@link EmbeddedBroker}; with the system property
 * {@code weir.broker=containers} (Maven profile {@code containers}) it is Testcontainers' Kafka, which needs Docker.
 *
 * <p>As a static {@code @RegisterExtension} field it is closed after the class's last test. Users need both
 * {@code weir-broker} and its test-jar on their test class path.
 */
public interface TestBroker extends AutoCloseable, AfterAllCallback {

    /** A running broker without topics. */
    static TestBroker start() {
        String kind = System.getProperty("weir.broker", "embedded");
        return switch (kind) {
            case "embedded" -> new EmbeddedTestBroker();
            case "containers" -> new ContainerTestBroker();
            default ->
                throw new IllegalArgumentException("weir.broker: expected embedded or containers, found " + kind);
        };
    }

    /** The address for clients; the same before and after an outage. */
    String bootstrap();

    /** Begins an outage: connections are closed, new ones refused. Does nothing when it is stopped. */
    void stop();

    /** Ends an outage: the same data behind the same address. Does nothing when it runs. */
    void startAgain();

    /** Stops the broker and removes its data. */
    @Override
    void close();

    @Override
    default void afterAll(ExtensionContext context) {
        close();
    }
}
