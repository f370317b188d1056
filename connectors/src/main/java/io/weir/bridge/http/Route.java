package io.weir.bridge.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What the bridge offers. */
@SuppressWarnings("ImmutableEnumChecker") // List.of never changes
public enum Route {
    ALERTMANAGER("/v1/alertmanager", true, HttpMethod.POST, HttpMethod.PUT),
    ALERTMANAGER_API("/api/v2/alerts", true, HttpMethod.POST),
    UPTIME_KUMA("/v1/uptime-kuma", true, HttpMethod.POST, HttpMethod.GET),
    DOWNTIMES("/v1/downtimes", true, HttpMethod.POST, HttpMethod.GET),
    DOWNTIME("/v1/downtimes/{id}", true, HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE),
    DOWNTIME_PREVIEW("/v1/downtimes/preview", true, HttpMethod.POST),
    RULES("/v1/rules", true, HttpMethod.GET, HttpMethod.PUT),
    TOPOLOGY("/v1/topology", true, HttpMethod.GET, HttpMethod.PUT),
    INCIDENTS("/v1/incidents", true, HttpMethod.GET),
    INCIDENT("/v1/incidents/{id}", true, HttpMethod.GET),
    ACKNOWLEDGE("/v1/incidents/{id}/ack", true, HttpMethod.POST),
    ALERTS("/v1/alerts", true, HttpMethod.GET),
    DECISIONS("/v1/decisions", true, HttpMethod.GET),
    HEALTHY("/-/healthy", false, HttpMethod.GET, HttpMethod.HEAD),
    READY("/-/ready", false, HttpMethod.GET, HttpMethod.HEAD),
    METRICS("/metrics", false, HttpMethod.GET, HttpMethod.HEAD);

    private final String label;
    private final boolean forTenants;
    private final List<HttpMethod> methods;

    Route(String label, boolean forTenants, HttpMethod... methods) {
        this.label = label;
        this.forTenants = forTenants;
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

    /** Whether only those who have a tenant's token may use it. */
    boolean forTenants() {
        return forTenants;
    }

    List<HttpMethod> methods() {
        return methods;
    }
}
