package io.weir.app.config;

import io.weir.bridge.http.HttpLimits;
import io.weir.bridge.http.TlsFiles;
import io.weir.bridge.intake.IntakeLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the bridge listens.
 *
 * @param host address to bind
 * @param port TCP port; 0 picks a free one
 * @param tls what it speaks TLS with; empty: plain HTTP
 * @param maxBodyBytes biggest request body that is read
 * @param limits of connections and their time
 * @param intake limits of what one message may hold
 * @param stopNotice how long it says that it is not ready before it stops
 * @param listsPercent share of the heap that the lists may take
 */
public record BridgeConfig(
        String host,
        int port,
        Optional<TlsFiles> tls,
        int maxBodyBytes,
        HttpLimits limits,
        IntakeLimits intake,
        Duration stopNotice,
        int listsPercent) {}
