package io.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.kafka.TopicOptions;
import io.weir.bridge.kafka.TopicSetup;
import io.weir.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir submit} against a Flink that takes jobs over REST, as a session cluster does. */
class SubmitIT {
    @TempDir
    Path folder;

    @Test
    void handsTheCorrelateJobToACluster() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                SessionCluster cluster = SessionCluster.start(folder)) {
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrap());
            TopicSetup topics = new TopicSetup(kafka, TopicOptions.defaults());
            await().atMost(Duration.ofMinutes(1)).until(topics::run);
            URI flink = cluster.web();
            Path config = Files.writeString(
                    folder.resolve("weir.yaml"),
                    "kafka: {bootstrap: \"" + broker.bootstrap() + "\"}\ntenants: [{name: a, tokens: [{value: x}]}]");

            StringWriter out = new StringWriter();
            PrintWriter writer = new PrintWriter(out, true);
            int code = Main.commandLine()
                    .setOut(writer)
                    .setErr(writer)
                    .execute(
                            "submit",
                            "correlate",
                            "--flink",
                            flink.toString(),
                            "--config",
                            config.toString(),
                            "--parallelism",
                            "1");

            assertThat(out.toString()).startsWith("the correlate job is submitted as ");
            assertThat(code).isEqualTo(ExitCode.OK);
            await().atMost(Duration.ofMinutes(2))
                    .until(
                            () -> overview(flink),
                            jobs -> jobs.contains("\"name\":\"weir-correlate\"")
                                    && jobs.contains("\"state\":\"RUNNING\""));
        }
    }

    @Test
    void saysThatDeliverNeedsGlpi() throws IOException {
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                "kafka: {bootstrap: \"127.0.0.1:1\"}\ntenants: [{name: a, tokens: [{value: x}]}]");
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setErr(new PrintWriter(out, true))
                .execute("submit", "deliver", "--flink", "http://127.0.0.1:1", "--config", config.toString());
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("the deliver job needs a glpi section");
    }

    private static String overview(URI flink) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(flink.resolve("/jobs/overview")).build(), BodyHandlers.ofString())
                .body();
    }
}
