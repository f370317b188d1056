package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.app.ExitCode;
import io.weir.app.Main;
import io.weir.app.client.BridgeClient;
import io.weir.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One alert that is held, one under a cause, one that joined: {@code weir why} and {@code why-not} tell them apart. */
class WhyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SOURCE = "am";
    private static final String RULES = """
            version: why
            grouping:
              - {name: by service, scope: [service], wait: {critical: 1s, warning: 1s}, updateEvery: 1s, resolveQuiet: 1s}
            inhibition:
              - {name: server down mutes, source: ['alertname="ServerDown"', 'instance=~".+"'],
                 target: ['alertname!="ServerDown"'], equal: [instance]}
            """;

    @TempDir
    Path folder;

    private Path token;
    private Site site;

    @Test
    void tellsWhatHappenedAndWhyThereIsNoTicket() throws IOException {
        try (Site prepared =
                Site.prepare(folder, SandboxOptions.defaults(), new Site.Tenant("acme", List.of(SOURCE), RULES))) {
            site = prepared;
            token = Files.writeString(folder.resolve("token"), Site.token(SOURCE));
            site.up();
            assertThat(weir("downtime", "add", "--for", "1h", "--comment", "works", "service=\"held\""))
                    .contains("dt-");
            new BridgeClient(site.bridge(), Site.token(SOURCE)).post("/v1/alertmanager", "application/json", webhook());

            await().atMost(PATIENCE)
                    .until(() -> weir("why-not", "alertname=Other"), text -> text.contains("is a ticket"));
            String ticket = weir("why-not", "alertname=Other").replaceAll("(?s).*There is a ticket: (\\d+).*", "$1");

            assertThat(weir("why-not", "alertname=Maintained"))
                    .startsWith("No ticket: held by the downtime ")
                    .contains(" until ");
            assertThat(weir("why", "alertname=Maintained")).contains("received from", "held by the downtime ");

            assertThat(weir("why-not", "alertname=HighCPU"))
                    .startsWith("No ticket of its own: it is under ServerDown on web1")
                    .contains("that has ticket " + ticket);
            assertThat(weir("why", "alertname=HighCPU"))
                    .contains("put under ServerDown on web1", "server down mutes", "rule book why");

            assertThat(weir("why", "alertname=Other"))
                    .contains("received from", "incident", "by service", "wait-over", "ticket " + ticket);
            assertThat(weir("why", "#" + ticket)).contains("Other", "ServerDown", "HighCPU", "wait-over");
            assertThat(weir("why", ticket, "--json")).contains("\"decisions\"", "\"complete\" : true");

            assertThat(weir("why-not", "alertname=Unheard")).contains("never received");
            assertThat(weir("why-not", "service=web")).contains("3 alerts have these labels");
        }
    }

    private static byte[] webhook() {
        List<String> alerts = new ArrayList<>();
        alerts.add(alert("Maintained", "db1", "held"));
        alerts.add(alert("ServerDown", "web1", "web"));
        alerts.add(alert("HighCPU", "web1", "web"));
        alerts.add(alert("Other", "web2", "web"));
        return """
                {"version": "4", "status": "firing", "receiver": "weir", "externalURL": "http://am", "groupKey": "{}",
                 "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "truncatedAlerts": 0,
                 "alerts": [%s]}
                """.formatted(String.join(",", alerts)).getBytes(StandardCharsets.UTF_8);
    }

    private static String alert(String name, String instance, String service) {
        return """
                {"status": "firing", "labels": {"alertname": "%s", "instance": "%s", "service": "%s",
                  "severity": "critical"}, "annotations": {}, "startsAt": "%s", "endsAt": "0001-01-01T00:00:00Z",
                  "generatorURL": ""}
                """.formatted(name, instance, service, Instant.now());
    }

    /** What the command prints; it may refuse, but never break. */
    private String weir(String... arguments) {
        String[] all = Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--url", site.bridge().toString(), "--token-file", token.toString()))
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        CommandLine command = Main.commandLine().setOut(writer).setErr(writer);
        assertThat(command.execute(all))
                .as(Stream.of(arguments).collect(Collectors.joining(" ")) + ": " + out)
                .isIn(ExitCode.OK, ExitCode.USAGE);
        return out.toString();
    }
}
