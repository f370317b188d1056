package io.weir.bridge.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files that the bridge proves with who it is, and checks with who its clients are; all PEM.
 *
 * @param certificate its certificate and those above it
 * @param key the private key to it, PKCS#8
 * @param clientCa certificates of who vouches for clients; null: clients need no certificate
 */
public record TlsFiles(Path certificate, Path key, Path clientCa) {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    /** What the server is told. */
    ServerSSLOptions serverOptions() {
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.toString())
                        .setKeyPath(key.toString()))
                .setEnabledSecureTransportProtocols(PROTOCOLS);
        if (clientCa != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(clientCa.toString()))
                    .setClientAuth(ClientAuth.REQUIRED);
        }
        return options;
    }

    /**
     * When each file was last changed: another list means that they are to be read again.
     *
     * @throws IOException when one is not there
     */
    List<Object> marks() throws IOException {
        List<Object> marks = new ArrayList<>();
        for (Path file : files()) {
            marks.add(Files.getLastModifiedTime(file));
            marks.add(Files.size(file));
        }
        return marks;
    }

    private List<Path> files() {
        return clientCa == null ? List.of(certificate, key) : List.of(certificate, key, clientCa);
    }
}
