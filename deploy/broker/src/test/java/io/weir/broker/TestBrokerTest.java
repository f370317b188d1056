package io.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestBrokerTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    @Test
    void isGoneInAnOutageAndBackAfterItWithItsData() throws java.io.IOException {
        KafkaProbe probe = new KafkaProbe(BROKER.bootstrap());
        probe.createTopic("t");
        probe.produce("t", List.of("before"));

        BROKER.stop();
        String[] address = BROKER.bootstrap().split(":");
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1]))))
                    .isInstanceOf(java.net.ConnectException.class);
        }

        BROKER.startAgain();
        probe.produce("t", List.of("after"));
        assertThat(probe.readAll("t")).containsExactly("before", "after");
    }
}
