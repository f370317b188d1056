package io.weir.bridge.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.weir.bridge.tenant.Identity;
import io.weir.bridge.tenant.Signature;
import io.weir.schema.TraceParent;

/**
 * A request of which the body is not read yet.
 *
 * @param identity whose it is, or with a signature claims to be; null on routes that are for everybody
 * @param signature to be checked with the body; null when it has none
 * @param beyondRate whether its tenant sends more requests than its quota allows
 */
record Asked(
        HttpServerRequest request,
        Exchange exchange,
        Target target,
        Identity identity,
        Signature signature,
        boolean beyondRate) {
    Call with(byte[] body, FrontOptions options) {
        return new Call(
                request.method(),
                target,
                identity,
                request.query(),
                request.getHeader(HttpHeaders.CONTENT_TYPE),
                request.getHeader(HttpHeaders.ACCEPT),
                body,
                options.clock().instant(),
                options.tracing().isOn() ? request.getHeader(TraceParent.HEADER) : null,
                beyondRate);
    }
}
