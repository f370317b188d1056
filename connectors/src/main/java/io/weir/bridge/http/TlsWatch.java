package io.weir.bridge.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the certificates of a server were renewed, and lets new connections have the new ones. */
final class TlsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);
    private static final long EVERY_MS = 5_000;

    private final Vertx vertx;
    private final HttpServer server;
    private final TlsFiles files;
    private List<Object> known;

    private TlsWatch(Vertx vertx, HttpServer server, TlsFiles files) {
        this.vertx = vertx;
        this.server = server;
        this.files = files;
    }

    /** Watches as long as the server's event loop lives. */
    static void begin(Vertx vertx, HttpServer server, TlsFiles files) {
        TlsWatch watch = new TlsWatch(vertx, server, files);
        vertx.setPeriodic(0, EVERY_MS, timer -> watch.look());
    }

    private void look() {
        vertx.executeBlocking(files::marks, false).onComplete(this::renew, TlsWatch::warn);
    }

    private void renew(List<Object> marks) {
        if (known == null || known.equals(marks)) {
            known = marks;
            return;
        }
        // the options name the same files: without force nothing would be read again
        server.updateSSLOptions(files.serverOptions(), true)
                .onComplete(
                        done -> {
                            known = marks;
                            LOG.info("the certificate in {} is in use", files.certificate());
                        },
                        TlsWatch::warn);
    }

    private static void warn(Throwable failure) {
        String why = failure instanceof IOException ? failure.toString() : String.valueOf(failure.getMessage());
        LOG.warn("the new certificate cannot be used, the old one stays: {}", why);
    }
}
