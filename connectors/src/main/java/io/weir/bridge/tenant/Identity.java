package io.weir.bridge.tenant;

/**
 * Whose request it is.
 *
 * @param tenant name of the tenant; null for an operator, who is nobody's
 * @param source name of the instance that holds the token; null when it has none
 * @param role what the tenant's token may do; null for an operator
 * @param operator whether the token is one of those who run Weir for all tenants
 */
public record Identity(String tenant, String source, Role role, boolean operator) {

    /** Somebody who uses Weir. */
    static Identity tenant(String tenant, String source, Role role) {
        return new Identity(tenant, source, role, false);
    }

    /** Somebody who runs Weir. */
    static Identity operator(String source) {
        return new Identity(null, source, null, true);
    }
}
