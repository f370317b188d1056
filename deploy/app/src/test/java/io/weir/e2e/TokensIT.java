package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.app.CommandFailure;
import io.weir.app.client.BridgeClient;
import io.weir.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens come and go while Weir runs. */
class TokensIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String RULES = """
            version: tokens
            grouping:
              - {name: all, scope: [service]}
            """;

    @TempDir
    Path folder;

    @Test
    void aTokenThatIsReplacedInTheConfigurationIsRefusedWithoutARestart() throws IOException {
        try (Site site = Site.prepare(
                folder, SandboxOptions.defaults(), new Site.Tenant("acme", List.of("am", "kuma"), RULES))) {
            site.up();
            assertThat(knows(site, "am-secret")).isTrue();
            Path config = folder.resolve("weir.yaml");
            String before = Files.readString(config);

            Files.writeString(config, before.replace("am-secret", "another-secret"));

            await().atMost(PATIENCE).until(() -> knows(site, "another-secret"));
            assertThatThrownBy(() -> incidents(site, "am-secret"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("does not know this token");
            assertThat(knows(site, "kuma-secret")).as("the others stay").isTrue();

            Files.writeString(config, before + "\nnonsense: 1\n");

            await().atMost(PATIENCE)
                    .until(() -> Files.readString(folder.resolve("data/logs/weir.log"))
                            .contains("cannot be used; the tokens from before stay"));
            assertThat(knows(site, "another-secret")).isTrue();

            Path token = folder.resolve("later.token");
            Files.writeString(config, before.replace("{value: am-secret", "{file: " + token));
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(folder.resolve("data/logs/weir.log"))
                            .contains("later.token"));
            Files.writeString(token, "a-later-secret");

            await().atMost(PATIENCE).until(() -> knows(site, "a-later-secret"));
            assertThat(knows(site, "another-secret")).isFalse();
        }
    }

    private static boolean knows(Site site, String token) {
        try {
            incidents(site, token);
            return true;
        } catch (CommandFailure unknown) {
            return false;
        }
    }

    private static void incidents(Site site, String token) {
        var unused = new BridgeClient(site.bridge(), token).list("/v1/incidents", Map.of(), 1);
    }
}
