package io.weir.bridge.http;

import io.vertx.core.http.HttpMethod;
import io.weir.bridge.tenant.Role;
import java.util.List;

/** What the bridge offers. */
@SuppressWarnings("ImmutableEnumChecker") // List.of never changes
public enum Route {
    ALERTMANAGER("/v1/alertmanager", Access.TENANT, HttpMethod.POST, HttpMethod.PUT),
    ALERTMANAGER_API("/api/v2/alerts", Access.TENANT, HttpMethod.POST),
    UPTIME_KUMA("/v1/uptime-kuma", Access.TENANT, HttpMethod.POST, HttpMethod.GET),
    DOWNTIMES("/v1/downtimes", Access.TENANT, HttpMethod.POST, HttpMethod.GET),
    DOWNTIME("/v1/downtimes/{id}", Access.TENANT, HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE),
    DOWNTIME_PREVIEW("/v1/downtimes/preview", Access.TENANT, HttpMethod.POST),
    RULES("/v1/rules", Access.TENANT, HttpMethod.GET, HttpMethod.PUT),
    TOPOLOGY("/v1/topology", Access.TENANT, HttpMethod.GET, HttpMethod.PUT),
    INCIDENTS("/v1/incidents", Access.TENANT, HttpMethod.GET),
    INCIDENT("/v1/incidents/{id}", Access.TENANT, HttpMethod.GET),
    ACKNOWLEDGE("/v1/incidents/{id}/ack", Access.TENANT, HttpMethod.POST),
    ALERTS("/v1/alerts", Access.TENANT, HttpMethod.GET),
    DECISIONS("/v1/decisions", Access.TENANT, HttpMethod.GET),
    BRAKE("/v1/brake", Access.TENANT_OR_OPERATOR, HttpMethod.GET, HttpMethod.PUT),
    GLOBAL_BRAKE("/v1/brake/global", Access.OPERATOR, HttpMethod.GET, HttpMethod.PUT),
    DEAD_LETTERS("/v1/dead-letters", Access.TENANT_OR_OPERATOR, HttpMethod.GET),
    DEAD_LETTER("/v1/dead-letters/{id}", Access.TENANT_OR_OPERATOR, HttpMethod.GET),
    RETRY("/v1/dead-letters/{id}/retry", Access.TENANT_OR_OPERATOR, HttpMethod.POST),
    HEALTHY("/-/healthy", Access.EVERYBODY, HttpMethod.GET, HttpMethod.HEAD),
    READY("/-/ready", Access.EVERYBODY, HttpMethod.GET, HttpMethod.HEAD),
    METRICS("/metrics", Access.EVERYBODY, HttpMethod.GET, HttpMethod.HEAD);

    private final String label;
    private final Access access;
    private final List<HttpMethod> methods;

    Route(String label, Access access, HttpMethod... methods) {
        this.label = label;
        this.access = access;
        this.methods = List.of(methods);
    }

    /** Its name in metrics. */
    String label() {
        return label;
    }

    /** Whether alerts come this way, which can be many in one message. */
    boolean takesAlerts() {
        return this == ALERTMANAGER || this == ALERTMANAGER_API || this == UPTIME_KUMA;
    }

    /** What a tenant's token must be for to use it. */
    Role needs(HttpMethod method) {
        if (takesAlerts()) {
            return Role.INGEST;
        }
        boolean decides = this == RULES || this == TOPOLOGY;
        return decides && !method.equals(HttpMethod.GET) ? Role.ADMIN : Role.OPERATOR;
    }

    /** Who may use it. */
    Access access() {
        return access;
    }

    List<HttpMethod> methods() {
        return methods;
    }
}
