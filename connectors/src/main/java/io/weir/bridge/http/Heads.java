package io.weir.bridge.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** Heads of requests that a proxy before the bridge may read otherwise than the bridge does. */
final class Heads {
    private Heads() {}

    /** What is ambiguous in it; null when nothing is. */
    static Answer fault(HttpServerRequest request) {
        int hosts = request.headers().getAll(HttpHeaders.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return fault("Host", "expected one");
        }
        if (request.headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            return fault("Authorization", "expected one at most");
        }
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean clear = encodings.isEmpty()
                || (encodings.size() == 1 && encodings.get(0).strip().equalsIgnoreCase("chunked"));
        return clear ? null : fault("Transfer-Encoding", "expected chunked or none");
    }

    private static Answer fault(String header, String message) {
        return Answer.problem(400, "invalid", message, header);
    }
}
