package io.weir.broker;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * {@link TestBroker} in a container. Needs Docker; it is compiled everywhere, but the default build does not run it.
 */
final class ContainerTestBroker implements TestBroker {
    /** The image of the release that the build's clients come from. */
    private static final String IMAGE = "apache/kafka:" + System.getProperty("weir.kafka.version", "4.2.1");

    private static final int KAFKA_PORT = 9092;

    private final int port = LoopbackPort.free();
    private final KafkaContainer container = new KafkaContainer(DockerImageName.parse(IMAGE))
            // the host port must stay the same across an outage
            .withCreateContainerCmdModifier(create -> create.getHostConfig()
                    .withPortBindings(new PortBinding(
                            Ports.Binding.bindIpAndPort("127.0.0.1", port), new ExposedPort(KAFKA_PORT))))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_MESSAGE_MAX_BYTES", String.valueOf(EmbeddedBroker.MAX_MESSAGE_BYTES))
            .withEnv("KAFKA_TRANSACTION_MAX_TIMEOUT_MS", String.valueOf(15 * 60 * 1000));
    private boolean running;

    ContainerTestBroker() {
        container.start();
        running = true;
    }

    @Override
    public String bootstrap() {
        return container.getBootstrapServers();
    }

    @Override
    public synchronized void stop() {
        if (running) {
            // Testcontainers' own stop() would remove the data with the container
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
            running = false;
        }
    }

    @Override
    public synchronized void startAgain() {
        if (running) {
            return;
        }
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap()))) {
            admin.describeCluster().nodes().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka started again", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not start again", e);
        }
        running = true;
    }

    @Override
    public void close() {
        container.stop();
    }
}
