package io.weir.bridge.http;

import io.weir.bridge.intake.IntakeLimits;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.tracing.Tracing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntConsumer;

/**
 * What the HTTP side has to be told.
 *
 * @param host address to listen on
 * @param port to listen on; negative for a free one that all event loops share
 * @param tls what it speaks TLS with; null: plain HTTP
 * @param maxBodyBytes biggest body of one request, unpacked
 * @param maxInFlightBytes all bodies held at one moment
 * @param limits of connections and their time
 * @param intake limits of what one message may hold
 * @param directiveLead time between the record of a directive and its effect
 * @param clock receive instants come from it
 * @param metrics counts
 * @param tracing spans of requests that bring alerts
 * @param listening is told the port
 */
public record FrontOptions(
        String host,
        int port,
        TlsFiles tls,
        int maxBodyBytes,
        long maxInFlightBytes,
        HttpLimits limits,
        IntakeLimits intake,
        Duration directiveLead,
        InstantSource clock,
        BridgeMetrics metrics,
        Tracing tracing,
        IntConsumer listening) {}
