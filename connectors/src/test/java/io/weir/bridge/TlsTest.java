package io.weir.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.http.TlsFiles;
import io.weir.broker.TestBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The bridge over TLS. */
class TlsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    @TempDir
    Path folder;

    @Test
    void itAnswersOverTlsOnly() throws Exception {
        SelfSigned own = SelfSigned.make(folder, "bridge");
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options.tls(files(own, null)))) {
            HttpResponse<String> answer = get("https", bridge.port(), own.trustedBy(null));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThatThrownBy(() -> get("http", bridge.port(), own.trustedBy(null)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void onlyThoseWithACertificateGetIn() throws Exception {
        SelfSigned own = SelfSigned.make(folder, "bridge");
        SelfSigned client = SelfSigned.make(folder, "client");
        SelfSigned stranger = SelfSigned.make(folder, "stranger");
        Path ca = client.writeCertificate(folder.resolve("clients.crt"));
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options.tls(files(own, ca)))) {
            assertThat(get("https", bridge.port(), own.trustedBy(client)).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get("https", bridge.port(), own.trustedBy(null)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get("https", bridge.port(), own.trustedBy(stranger)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aRenewedCertificateIsUsedWithoutARestart() throws Exception {
        SelfSigned own = SelfSigned.make(folder, "bridge");
        SelfSigned renewed = SelfSigned.make(folder, "renewed");
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), options -> options.tls(files(own, null)))) {
            assertThat(shown(bridge.port(), own)).isEqualTo(own.certificate());

            files(renewed, null);

            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> shown(bridge.port(), renewed).equals(renewed.certificate()));
        }
    }

    private TlsFiles files(SelfSigned own, Path clientCa) {
        try {
            return own.write(folder, clientCa);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate shown(int port, SelfSigned expected) throws Exception {
        return get("https", port, expected.trustedBy(null))
                .sslSession()
                .orElseThrow()
                .getPeerCertificates()[0];
    }

    /** By a client of its own, so that each request is a handshake. */
    private static HttpResponse<String> get(String scheme, int port, SSLContext trust) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .build();
        return client.send(
                HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/-/healthy"))
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }
}
