package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of the test's own, and what it vouches for; made by the JDK's keytool. */
final class TestAuthority {
    /** Of all its key stores. */
    static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;

    private TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Makes one in {@code folder}. */
    static TestAuthority make(Path folder, String name) throws IOException, InterruptedException {
        TestAuthority authority = new TestAuthority(folder, name);
        authority.pair(name, "bc:c");
        authority.keytool(
                name, "-exportcert", "-rfc", "-file", authority.certificate().toString());
        return authority;
    }

    /** Its own certificate, PEM. */
    Path certificate() {
        return folder.resolve(name + ".crt");
    }

    /** A key store with a certificate for 127.0.0.1, signed by it. */
    Path server() throws IOException, InterruptedException {
        String server = name + "-server";
        Path request = folder.resolve(server + ".csr");
        Path signed = folder.resolve(server + ".crt");
        pair(server, "san=ip:127.0.0.1");
        keytool(server, "-certreq", "-file", request.toString());
        keytool(
                name,
                "-gencert",
                "-rfc",
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        Files.writeString(signed, Files.readString(signed) + Files.readString(certificate()));
        keytool(server, "-importcert", "-noprompt", "-file", signed.toString());
        return store(server);
    }

    private void pair(String alias, String extension) throws IOException, InterruptedException {
        keytool(alias, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + alias, "-ext", extension);
    }

    private void keytool(String alias, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", alias, "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", store(alias).toString()));
        Path said = folder.resolve(alias + ".keytool");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(keytool.waitFor()).as(Files.readString(said)).isZero();
    }

    private Path store(String alias) {
        return folder.resolve(alias + ".p12");
    }
}
