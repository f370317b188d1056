package io.weir.app.config;

import io.weir.bridge.http.TlsFiles;
import java.util.Optional;

/**
 * Where the bridge listens.
 *
 * @param host address to bind
 * @param port TCP port; 0 picks a free one
 * @param tls what it speaks TLS with; empty: plain HTTP
 * @param maxBodyBytes biggest request body that is read
 */
public record BridgeConfig(String host, int port, Optional<TlsFiles> tls, int maxBodyBytes) {}
