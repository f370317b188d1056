package io.weir.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two forms of the log, with messages that try to be more than one line. */
class LogLinesTest {
    private static final String HOSTILE =
            "a \"b\" \\ c\r\n2026-01-01T00:00:00,000 ERROR [main] forged\u001b[2Jx\u0085y\u2028z\u0000";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        ThreadContext.clearMap();
        System.clearProperty("weir.logs");
    }

    @Test
    void aMessageIsOneLineAndTheLinesOfAStackTraceAreNoneOfTheLog() throws IOException, URISyntaxException {
        List<String> lines = written("server-log.properties");

        assertThat(lines.get(0)).contains("a \"b\" \\ c??2026").contains("forged?[2Jx?y?z?");
        assertThat(lines.stream().filter(line -> line.matches("\\d{4}-.*"))).hasSize(2);
        assertThat(lines).anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void jsonHasAnObjectPerLineWithWhatItIsAbout() throws IOException, URISyntaxException {
        List<String> lines = written("server-log-json.properties");

        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("message").asText()).isEqualTo(HOSTILE);
        assertThat(first.path("level").asText()).isEqualTo("INFO");
        assertThat(first.path("logger").asText()).isEqualTo("io.weir.Test");
        assertThat(first.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(first.path("tenant").asText()).isEqualTo("acme\"\n");
        assertThat(first.has("incident")).isFalse();
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.path("error").asText()).contains("IllegalStateException", HOSTILE);
    }

    @Test
    void aLineOfAClustersProcessSaysWhatItIsAbout() throws URISyntaxException {
        List<String> lines = printed("cluster-log.properties");

        assertThat(lines.get(0))
                .contains(" INFO  Test tenant=acme\"? - a \"b\" \\ c??2026", "forged?[2Jx?y?z?")
                .doesNotContain("incident");
        assertThat(lines.stream().filter(line -> line.matches("\\d{4}-.*"))).hasSize(2);
        assertThat(lines).anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void clusterAndServerWriteTheSameJson() throws IOException {
        assertThat(pattern("cluster-log-json.properties", "console"))
                .isNotNull()
                .isEqualTo(pattern("server-log-json.properties", "console"))
                .isEqualTo(pattern("server-log-json.properties", "file"));
    }

    private static String pattern(String settings, String appender) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ServerLog.class.getResourceAsStream("/io/weir/app/" + settings)) {
            properties.load(in);
        }
        return properties.getProperty("appender." + appender + ".layout.pattern");
    }

    private static List<String> printed(String settings) throws URISyntaxException {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            log(settings);
        } finally {
            System.setOut(terminal);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> written(String settings) throws IOException, URISyntaxException {
        System.setProperty("weir.logs", folder.toString());
        log(settings);
        return Files.readString(folder.resolve("weir.log")).lines().toList();
    }

    private static void log(String settings) throws URISyntaxException {
        try (LoggerContext context = new LoggerContext(settings)) {
            context.setConfigLocation(
                    ServerLog.class.getResource("/io/weir/app/" + settings).toURI());
            context.start();
            ThreadContext.put("tenant", "acme\"\n");
            context.getLogger("io.weir.Test").info("{}", HOSTILE);
            context.getLogger("io.weir.Test").info("it broke", new IllegalStateException(HOSTILE));
        }
    }
}
