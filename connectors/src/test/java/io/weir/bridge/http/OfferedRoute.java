package io.weir.bridge.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.stream.Stream;

/**
 * A route as somebody outside knows it; a new one is among them by itself.
 *
 * @param path with <code>{id}</code> where one belongs
 * @param methods it takes
 * @param isOpen whether it needs no token
 * @param forOperators whether a tenant's token does not do
 */
public record OfferedRoute(String path, List<String> methods, boolean isOpen, boolean forOperators) {
    /** All of them. */
    public static Stream<OfferedRoute> all() {
        return Stream.of(Route.values())
                .map(route -> new OfferedRoute(
                        route.label(),
                        route.methods().stream().map(HttpMethod::name).toList(),
                        route.access() == Access.EVERYBODY,
                        route.access() == Access.OPERATOR));
    }

    /** Whether alerts come this way; what stands behind the path then names the sender, or nothing. */
    public boolean takesAlerts() {
        return Stream.of(Route.values())
                .filter(Route::takesAlerts)
                .anyMatch(route -> route.label().equals(path));
    }
}
