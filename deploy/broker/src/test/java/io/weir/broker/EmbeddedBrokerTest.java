package io.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path folder;

    @Test
    void deliversWhatWasProduced() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            KafkaProbe probe = new KafkaProbe(broker.bootstrap());
            probe.createTopic("t");
            probe.produce("t", List.of("a", "b", "c"));
            assertThat(probe.readAll("t")).containsExactly("a", "b", "c");
        }
    }

    @Test
    void showsOnlyCommittedTransactions() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            KafkaProbe probe = new KafkaProbe(broker.bootstrap());
            probe.createTopic("t");
            probe.produceInTransaction("t", List.of("aborted"), false);
            probe.produceInTransaction("t", List.of("committed"), true);
            assertThat(probe.readAll("t")).containsExactly("committed");
        }
    }

    @Test
    void keepsItsDataAndItsClusterIdAcrossRestarts() {
        String clusterId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            KafkaProbe probe = new KafkaProbe(broker.bootstrap());
            probe.createTopic("t");
            probe.produce("t", List.of("before"));
            clusterId = probe.clusterId();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            KafkaProbe probe = new KafkaProbe(broker.bootstrap());
            probe.produce("t", List.of("after"));
            assertThat(probe.readAll("t")).containsExactly("before", "after");
            assertThat(probe.clusterId()).isEqualTo(clusterId);
        }
    }

    @Test
    void startsOverAfterAKillInTheMiddleOfFormatting() throws IOException {
        Files.createDirectories(folder.resolve("log.unfinished/leftover"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(new KafkaProbe(broker.bootstrap()).clusterId()).isNotBlank();
        }
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse() throws IOException {
        Files.createDirectories(folder.resolve("log"));
        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("meta.properties is missing");
    }

    @Test
    void takesMessagesUpToItsLimit() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            KafkaProbe probe = new KafkaProbe(broker.bootstrap());
            probe.createTopic("t");
            probe.produce("t", List.of("x".repeat(7 << 20)));
            assertThatThrownBy(() -> probe.produce("t", List.of("x".repeat(9 << 20))))
                    .rootCause()
                    .isInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void refusesATakenPortByName() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, other.getLocalPort()))
                    .hasMessage("port " + other.getLocalPort() + " of 127.0.0.1 is taken by another process");
        }
    }

    @Test
    void refusesAFolderInUseInTheSameProcess() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(broker.bootstrap()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining(folder.toString());
        }
        EmbeddedBroker.start(folder, 0).close();
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            int port = Integer.parseInt(broker.bootstrap().substring("127.0.0.1:".length()));
            for (NetworkInterface nic : NetworkInterface.networkInterfaces().toList()) {
                for (var address : nic.inetAddresses().toList()) {
                    if (!address.isLoopbackAddress()) {
                        try (Socket socket = new Socket()) {
                            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 2000))
                                    .isInstanceOf(ConnectException.class);
                        }
                    }
                }
            }
        }
    }
}
