package io.weir.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.weir.app.ExitCode;
import io.weir.app.Main;
import io.weir.app.client.Identity;
import io.weir.app.client.Trust;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands at a server that lets nobody in without a certificate. */
class ClientCertificateTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static HttpsServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        make("server", "EC");
        make("EC", "EC");
        make("RSA", "RSA");
        make("stranger", "EC");
        Path clients = folder.resolve("clients.crt");
        Files.writeString(clients, Files.readString(file("EC.crt")) + Files.readString(file("RSA.crt")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Identity.of(file("server.crt"), file("server.key")), Trust.in(clients), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters strict = context.getDefaultSSLParameters();
                strict.setNeedClientAuth(true);
                connection.setSSLParameters(strict);
            }
        });
        server.createContext("/v1/incidents", exchange -> {
            byte[] answer = "{\"incidents\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void whoShowsACertificateGetsIn(String client) {
        assertThat(run(
                        "--cert-file",
                        file(client + ".crt").toString(),
                        "--key-file",
                        file(client + ".key").toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("ID");
    }

    @Test
    void whoShowsNoneOrAStrangersDoesNot() {
        assertThat(run()).isEqualTo(ExitCode.FAILED);
        assertThat(run(
                        "--cert-file",
                        file("stranger.crt").toString(),
                        "--key-file",
                        file("stranger.key").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("does not answer");
    }

    @Test
    void whatIsNoPairIsWrong() {
        String certificate = file("EC.crt").toString();
        assertThat(run("--cert-file", certificate)).isEqualTo(ExitCode.USAGE);
        assertThat(run("--key-file", file("EC.key").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("--cert-file", certificate, "--key-file", certificate)).isEqualTo(ExitCode.USAGE);
        assertThat(run("--cert-file", certificate, "--key-file", file("RSA.key").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run(
                        "--cert-file",
                        "/nowhere.crt",
                        "--key-file",
                        file("EC.key").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).startsWith("weir: --cert-file, --key-file: "))
                .noneSatisfy(line -> assertThat(line).contains("BEGIN CERTIFICATE"));
    }

    private int run(String... options) {
        String[] command = new String[options.length + 5];
        command[0] = "incidents";
        command[1] = "--url";
        command[2] = "https://127.0.0.1:" + server.getAddress().getPort();
        command[3] = "--ca-file";
        command[4] = file("server.crt").toString();
        System.arraycopy(options, 0, command, 5, options.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command);
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }

    /** A certificate for 127.0.0.1 that vouches for itself, and its key, as PEM, made by the JDK's keytool. */
    private static void make(String name, String algorithm) throws Exception {
        Path store = file(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(file(name + ".log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        write(file(name + ".crt"), "CERTIFICATE", keys.getCertificate("own").getEncoded());
        write(
                file(name + ".key"),
                "PRIVATE KEY",
                keys.getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(Path file, String what, byte[] bytes) throws Exception {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }
}
