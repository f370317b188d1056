package io.weir.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretRefTest {
    @TempDir
    Path folder;

    @Test
    void readsTheFileEachTimeSoThatARotatedSecretIsPickedUp() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        SecretRef secret = SecretRef.file(file.toString());
        assertThat(secret.resolve()).isEqualTo("first");
        Files.writeString(file, "  second\n");
        assertThat(secret.resolve()).isEqualTo("second");
    }

    @Test
    void readsTheEnvironment() {
        assertThat(SecretRef.environment("PATH").resolve()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void saysWhichSecretIsMissing() {
        assertThatThrownBy(() -> SecretRef.environment("WEIR_NO_SUCH_VARIABLE").resolve())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("env:WEIR_NO_SUCH_VARIABLE");
        assertThatThrownBy(
                        () -> SecretRef.file(folder.resolve("none").toString()).resolve())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> SecretRef.literal("").resolve()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverShowsASecret() {
        GlpiOptions glpi = GlpiOptions.of(
                "http://glpi.example.org/apirest.php",
                SecretRef.literal("hush-app"),
                SecretRef.literal("hush-user"),
                Map.of());
        AwxOptions awx = AwxOptions.of(
                "https://awx.example.org", new AwxOptions.Basic("weir", SecretRef.literal("hush-password")), Map.of());
        assertThat(glpi + " " + awx).doesNotContain("hush").contains("literal:***");
    }

    @Test
    void optionsSurviveTheWayToTheCluster() throws IOException, ClassNotFoundException {
        GlpiOptions glpi = GlpiOptions.of(
                "http://glpi.example.org/apirest.php/",
                SecretRef.environment("APP"),
                SecretRef.file("/run/secrets/user"),
                Map.of("acme", new GlpiOptions.Tenant(1, 2, 3, 4, 5)));
        AwxOptions awx = AwxOptions.of(
                "https://awx.example.org/",
                new AwxOptions.Bearer(SecretRef.environment("AWX")),
                Map.of("acme", new AwxOptions.Tenant("Default", Set.of("restart service"))));
        assertThat(copy(glpi)).isEqualTo(glpi);
        assertThat(copy(awx)).isEqualTo(awx);
        assertThat(glpi.webUrl()).isEqualTo("http://glpi.example.org");
    }

    private static Object copy(Object original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
