package io.weir.bridge.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of the HTTP server: what it listens on, and its connections. */
final class HttpFront extends VerticleBase {
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private final FrontOptions options;
    private final Visits visits;
    private final Reception reception;
    private HttpServer server;

    /** {@code connections}: of all event loops. */
    HttpFront(FrontOptions options, AtomicInteger connections, Reception reception) {
        this.options = options;
        this.visits = new Visits(options.limits(), connections);
        this.reception = reception;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions settings = new HttpServerOptions()
                .setReuseAddress(true)
                .setAcceptBacklog(8192)
                // Senders keep a connection for minutes; whoever closes first loses the race against the next request.
                .setIdleTimeout((int) options.limits().idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpNoDelay(true)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                // There are no WebSockets; their handler would look at every message.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // Uptime Kuma can put a whole notification into the query.
                .setMaxInitialLineLength(64 << 10)
                .setMaxHeaderSize(32 << 10);
        TlsFiles tls = options.tls();
        if (tls != null) {
            ServerSSLOptions secured = tls.serverOptions();
            settings.setSsl(true)
                    .setKeyCertOptions(secured.getKeyCertOptions())
                    .setTrustOptions(secured.getTrustOptions())
                    .setClientAuth(secured.getClientAuth())
                    .setEnabledSecureTransportProtocols(secured.getEnabledSecureTransportProtocols());
        }
        server = vertx.createHttpServer(settings);
        visits.watch(vertx);
        server.connectionHandler(visits::begin);
        server.requestHandler(this::begin);
        return server.listen(options.port(), options.host()).onSuccess(listening -> {
            if (tls != null) {
                TlsWatch.begin(vertx, server, tls);
            }
            options.listening().accept(listening.actualPort());
        });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(DRAIN);
    }

    private void begin(HttpServerRequest request) {
        Visit visit = visits.of(request.connection());
        if (visit == null) {
            request.connection().close();
            return;
        }
        request.pause();
        visit.begin(() -> {
            request.resume();
            reception.receive(request, visit);
        });
    }
}
