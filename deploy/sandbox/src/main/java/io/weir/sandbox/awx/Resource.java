package io.weir.sandbox.awx;

import io.weir.sandbox.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** One address of the API with the methods it knows. */
final class Resource {
    private final Map<String, Function<Call, Answer>> methods = new LinkedHashMap<>();
    private boolean named;

    static Resource get(Function<Call, Answer> handler) {
        return new Resource().on("GET", handler);
    }

    Resource on(String method, Function<Call, Answer> handler) {
        methods.put(method, handler);
        return this;
    }

    /** Marks an address that names its object; there "no permission" is hidden behind "not found". */
    Resource named(boolean isNamed) {
        named = isNamed;
        return this;
    }

    Answer call(Call call) {
        String method = call.request().method();
        try {
            if (!call.identity().writes() && !method.equals("GET")) {
                throw AwxError.forbidden();
            }
            Function<Call, Answer> handler = methods.get(method);
            if (handler == null) {
                return AwxError.methodNotAllowed(method).answer().with("Allow", String.join(", ", methods.keySet()));
            }
            return handler.apply(call);
        } catch (AwxError e) {
            throw named && e.status() == 403 ? AwxError.notFound() : e;
        }
    }
}
