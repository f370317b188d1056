package io.weir.app.bench.intake;

import io.weir.app.bench.load.AlertMix;
import io.weir.bridge.Bridge;
import io.weir.bridge.BridgeOptions;
import io.weir.bridge.tenant.Credential;
import io.weir.bridge.tenant.Tenant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The bridge in a JVM of its own, with its shipped settings: says its port and ends with its input. */
public final class BridgeMain {
    private BridgeMain() {}

    /** {@code args}: Kafka's address, and the number of tenants. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<Tenant> tenants = IntStream.range(0, Integer.parseInt(args[1]))
                .mapToObj(rank -> tenant(AlertMix.tenantName(rank)))
                .toList();
        BridgeOptions options = BridgeOptions.builder(Map.of("bootstrap.servers", args[0]), tenants)
                .listen("127.0.0.1", 0)
                .build();
        try (Bridge bridge = Bridge.start(options)) {
            answers.println(bridge.port());
            while (System.in.read() >= 0) {
                // nothing is ordered, only the end
            }
        }
    }

    private static Tenant tenant(String name) {
        return new Tenant(name, List.of(new Credential(sha256(token(name)), null)), null);
    }

    /** The token of a tenant; known to everybody, as nothing but the benchmark listens to it. */
    public static String token(String tenant) {
        return "bench-token-of-" + tenant;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
