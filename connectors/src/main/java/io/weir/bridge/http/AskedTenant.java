package io.weir.bridge.http;

import io.weir.bridge.view.ReadModel;

/** Whose things a call is about, on routes that operators may use too. */
final class AskedTenant {
    private static final String PARAMETER = "tenant";

    private AskedTenant() {}

    /**
     * The tenant of the token; for an operator the one named in the query.
     *
     * @return null when an operator names none
     * @throws Refusal when a tenant names another one, or an operator one that does not exist
     */
    static String of(Call call, ReadModel model) {
        String asked = call.parameters().get(PARAMETER);
        boolean named = asked != null && !asked.isEmpty();
        if (call.identity().operator()) {
            if (named && model.tenant(asked) == null) {
                throw Refusal.of(PARAMETER, "expected the name of a tenant, found " + asked);
            }
            return named ? asked : null;
        }
        if (named && !asked.equals(call.identity().tenant())) {
            throw new Refusal(Access.forbidden("only an operator may name another tenant"));
        }
        return call.identity().tenant();
    }
}
