package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.weir.bridge.http.HttpLimits;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.broker.TestBroker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand clients that connect, say half of something or nothing, and stay. */
class ManyConnectionsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final int WANTED = 10_000;
    /** What the broker, the JVM and everybody else in this process need. */
    private static final int OTHER_FILES = 2_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String ALERT =
            "[{\"labels\":{\"alertname\":\"AmongMany\"},\"startsAt\":\"2026-11-20T13:00:00Z\"}]";

    @Test
    void whoSendsAlertsIsAnsweredAmongThem() throws InterruptedException, IOException {
        int many = affordable();
        List<SocketChannel> idle = new ArrayList<>();
        try (RunningBridge bridge = start(many + 100)) {
            try {
                for (int i = 0; i < many; i++) {
                    idle.add(connect(bridge, i % 2 == 0 ? "POST /api/v2/alerts HTTP/1.1\r\nHo" : ""));
                }

                assertThat(bridge.post("/api/v2/alerts", ACME, ALERT).status())
                        .as("with %d idle connections", many)
                        .isEqualTo(200);
                assertThat(bridge.get("/v1/alerts", ACME).status()).isEqualTo(200);
            } finally {
                close(idle);
            }
        }
    }

    @Test
    void oneTooManyIsClosedAndMakesNoTroubleForTheOthers() throws InterruptedException, IOException {
        List<SocketChannel> idle = new ArrayList<>();
        try (RunningBridge bridge = start(100)) {
            try {
                assertThat(bridge.get("/-/healthy", null).status()).isEqualTo(200);
                for (int i = 0; i < 99; i++) {
                    idle.add(connect(bridge, ""));
                }
                // the system takes connections before the bridge has counted them
                await().atMost(PATIENCE).until(() -> closes(bridge));
                assertThat(bridge.post("/api/v2/alerts", ACME, ALERT).status()).isEqualTo(200);

                close(idle.subList(0, 50));

                await().atMost(PATIENCE).until(() -> !closes(bridge));
            } finally {
                close(idle);
            }
        }
    }

    /** As many as this process may have, for each is open twice in it. */
    private static int affordable() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 4_096;
        return (int) Math.max(500, Math.min(WANTED, (files - OTHER_FILES) / 2));
    }

    private static RunningBridge start(int connections) throws InterruptedException {
        HttpLimits limits = new HttpLimits(connections, Duration.ofMinutes(5), Duration.ofMinutes(5));
        return RunningBridge.start(BROKER.bootstrap(), options -> options.limits(limits, IntakeLimits.DEFAULT));
    }

    private static SocketChannel connect(RunningBridge bridge, String begin) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port()));
        client.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
        return client;
    }

    /** Whether a new connection is closed before anything was said. */
    private static boolean closes(RunningBridge bridge) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), bridge.port())) {
            client.setSoTimeout(2_000);
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    private static void close(List<SocketChannel> clients) throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}
