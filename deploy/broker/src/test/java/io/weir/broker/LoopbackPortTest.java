package io.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    @Test
    void twoAskersNeverGetTheSame() {
        Set<Integer> ports = new HashSet<>();

        for (int i = 0; i < 500; i++) {
            assertThat(ports.add(LoopbackPort.free())).isTrue();
        }
    }

    @Test
    void aConnectionDoesNotTakeIt() {
        assertThat(LoopbackPort.free())
                .as("where no system takes ports of connections from")
                .isBetween(1024, 32_767);
    }

    @Test
    void aListenerTakesIt() throws Exception {
        int port = LoopbackPort.free();
        assertThat(LoopbackPort.isFree(port)).isTrue();

        try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(LoopbackPort.isFree(listener.getLocalPort())).isFalse();
        }
    }
}
