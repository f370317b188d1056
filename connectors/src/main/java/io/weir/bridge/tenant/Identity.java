package io.weir.bridge.tenant;

/**
 * Whose request it is.
 *
 * @param tenant name of the tenant
 * @param source name of the instance that holds the token; null when it has none
 */
public record Identity(String tenant, String source) {}
