package io.weir.bridge.tenant;

/**
 * Whose request it is.
 *
 * @param tenant name of the tenant; null for an operator, who is nobody's
 * @param source name of the instance that holds the token; null when it has none
 * @param operator whether the token is one of those who run Weir for all tenants
 */
public record Identity(String tenant, String source, boolean operator) {

    /** Somebody who uses Weir. */
    static Identity tenant(String tenant, String source) {
        return new Identity(tenant, source, false);
    }

    /** Somebody who runs Weir. */
    static Identity operator(String source) {
        return new Identity(null, source, true);
    }
}
