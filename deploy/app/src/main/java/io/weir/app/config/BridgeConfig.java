package io.weir.app.config;

/**
 * Where the bridge listens.
 *
 * @param host address to bind
 * @param port TCP port; 0 picks a free one
 * @param maxBodyBytes biggest request body that is read
 */
public record BridgeConfig(String host, int port, int maxBodyBytes) {}
