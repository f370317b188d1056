package io.weir.bridge.http;

import io.weir.bridge.intake.UrlForm;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a path leads to. A slash at the end makes no difference; nothing is ever redirected, as a redirected POST arrives
 * as a GET without its body.
 *
 * @param route what is asked for
 * @param parameter the rest of the path, percent notation resolved; null when there is none
 */
record Target(Route route, String parameter) {
    private static final String API = "/api/v2/alerts";
    private static final String ACKNOWLEDGE = "/ack";
    private static final String RETRY = "/retry";
    /** Those whose label is their path. */
    private static final Map<String, Route> EXACT = Stream.of(Route.values())
            .filter(route -> route.label().indexOf('{') < 0)
            .filter(route -> !route.takesAlerts())
            .collect(Collectors.toUnmodifiableMap(Route::label, route -> route));

    /** The target of a path without its query; null when it leads nowhere. */
    static Target of(String rawPath) {
        String path = rawPath;
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        Route exact = EXACT.get(path);
        if (exact != null) {
            return new Target(exact, null);
        }
        if (path.endsWith(API)) {
            return new Target(Route.ALERTMANAGER_API, null);
        }
        if (path.equals("/v1/alertmanager") || path.startsWith("/v1/alertmanager/")) {
            return new Target(Route.ALERTMANAGER, null);
        }
        if (path.equals("/v1/uptime-kuma")) {
            return new Target(Route.UPTIME_KUMA, null);
        }
        Target under = under(path, "/v1/uptime-kuma/", Route.UPTIME_KUMA);
        under = under != null ? under : under(path, "/v1/downtimes/", Route.DOWNTIME);
        if (under == null && path.endsWith(ACKNOWLEDGE)) {
            under = under(path.substring(0, path.length() - ACKNOWLEDGE.length()), "/v1/incidents/", Route.ACKNOWLEDGE);
        }
        if (under == null && path.endsWith(RETRY)) {
            under = under(path.substring(0, path.length() - RETRY.length()), "/v1/dead-letters/", Route.RETRY);
        }
        under = under != null ? under : under(path, "/v1/dead-letters/", Route.DEAD_LETTER);
        return under != null ? under : under(path, "/v1/incidents/", Route.INCIDENT);
    }

    private static Target under(String path, String parent, Route route) {
        if (!path.startsWith(parent) || path.indexOf('/', parent.length()) >= 0) {
            return null;
        }
        // In a path a plus sign is itself; in the notation of forms it would be a blank.
        String segment = path.substring(parent.length()).replace("+", "%2B");
        return new Target(route, UrlForm.decoded(segment));
    }
}
