package io.weir.bridge.http;

import io.weir.bridge.tenant.Identity;
import io.weir.bridge.tenant.Role;

/** Who may use a route. */
enum Access {
    /** Anybody, without a token. */
    EVERYBODY,
    /** Whoever has a token of a tenant. */
    TENANT,
    /** Whoever has a token of a tenant, for that tenant; an operator for any. */
    TENANT_OR_OPERATOR,
    /** Whoever has a token of an operator. */
    OPERATOR;

    /**
     * Null when {@code identity}, known by a token, may use it.
     *
     * @param needed what a tenant's token must be for
     */
    Answer refusal(Identity identity, Role needed) {
        if (this == TENANT && identity.operator()) {
            return forbidden("an operator's token cannot do this; use a token of the tenant");
        }
        if (this == OPERATOR && !identity.operator()) {
            return forbidden("this concerns all tenants; it takes the token of an operator");
        }
        if (!identity.operator() && !identity.role().includes(needed)) {
            return forbidden("this token has the role " + identity.role().word() + "; this takes " + needed.word());
        }
        return null;
    }

    static Answer forbidden(String message) {
        return Answer.problem(403, "forbidden", message, null);
    }
}
