package io.weir.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.ExitCode;
import io.weir.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RulesTestCommandTest {
    private static final String GUIDE = "../examples/monitoring-guide-rules.yaml";
    private static final String NGINX = "{\"alertname\": \"NginxDown\", \"instance\": \"web1\"}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void itShowsWhatABookDoesAndWhy() throws IOException {
        String book = file("rules.yaml", """
                version: try-1
                identity: {ignore: [pod]}
                enrich: [{name: owners, label: service, table: {shop: {owner: shop team, criticality: high}}}]
                grouping:
                  - {name: net, match: ['job="snmp"'], scope: [site]}
                  - {name: all, scope: [owner], minAlerts: 2}
                inhibition:
                  - {name: down, source: [alertname=ServerDown, 'instance=~".+"'], target: [service=shop], equal: [instance]}
                priority: {raise: [{match: [criticality=high], impact: 5}, {members: 20, urgency: 5}]}
                remediation:
                  - {name: fix, match: [alertname=NginxDown], template: restart, target: instance}
                ticket:
                  - {name: db, match: [category=database], category: 9}
                  - {name: shop, match: [service=shop], category: 3, assignGroup: 2, asset: instance}
                """);
        String alert = file("alert.json", """
                {"labels": {"alertname": "NginxDown", "severity": "page", "service": "shop", "pod": "p1",
                            "instance": "web1:80", "job": "node", "empty": ""}}
                """);

        assertThat(run("rules", "test", book, "--alert", alert)).isEqualTo(ExitCode.OK);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().replaceAll(" +", " "))
                .startsWith(alert + ", by rule book try-1\n")
                .doesNotContain("empty=")
                .contains("identity", ", without pod (with all labels: ")
                .contains("enrich criticality=\"high\", owner=\"shop team\" by table owners for service=\"shop\"")
                .contains("severity critical\n severity is \"page\"\n")
                .contains(
                        "rule all\n not net: job=\"snmp\" does not hold, found \"node\"\n all: it is for all alerts\n")
                .contains("scope owner=\"shop team\"\n")
                .contains("incident waits 5s, gap 1m", "opens with 2 alerts")
                .contains("priority urgency 5, impact 5: GLPI priority 5 (very high)\n")
                .contains("priority.raise[0] raises impact to 5 at least: criticality=\"high\" holds\n")
                .contains("priority.raise[1] raises urgency to 5 at least from 20 alerts on\n")
                .contains("inhibition down: is muted while one fires with alertname=\"ServerDown\", instance=~\".+\","
                        + " instance=\"web1:80\"\n")
                .contains("flapping from 4 starts within 10m on")
                .contains("noise after 8 starts of this name at the same rate over 1h\n")
                .contains("stale when nobody repeats it for 1d\n")
                .contains("remediation fix: template restart, target web1, mode dry-run\n")
                .contains("fix: alertname=\"NginxDown\" holds\n")
                .contains("ticket shop: category 3, group 2, computer web1\n")
                .contains("not db: category=\"database\" does not hold");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                NGINX + "; 1",
                "{\"labels\": " + NGINX + ", \"startsAt\": 5}; 1",
                "[" + NGINX + ", {\"labels\": " + NGINX + "}]; 2",
                "{\"version\": \"4\", \"status\": \"firing\", \"alerts\": [{\"labels\": " + NGINX + "}, {\"labels\": "
                        + NGINX + "}]}; 2"
            })
    void aSampleMayHaveEveryShapeThatAlertsCome(String json, int alerts) throws IOException {
        assertThat(run("rules", "test", "default", "--alert", file("a.json", json), "--json"))
                .isEqualTo(ExitCode.OK);
        JsonNode documents = new JsonMapper().readTree(out.toString());

        assertThat(documents).hasSize(alerts).allSatisfy(document -> {
            assertThat(document.path("grouping").path("rule").asText()).isEqualTo("instance");
            assertThat(document.path("grouping").path("scope").path("instance").asText())
                    .isEqualTo("web1");
            assertThat(document.path("severity").path("severity").asText()).isEqualTo("warning");
            assertThat(document.has("downtimes")).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\": 1}; a: expected a text, found 1",
                "{\"labels\": {\"a\": null}}; labels.a: expected a text, found null",
                "{\"alerts\": [{\"labels\": {\"a\": \"b\"}}, {\"labels\": {\"a\": []}}]}; alerts[1].labels.a: expected a text",
                "{\"status\": \"firing\", \"startsAt\": {}}; startsAt: expected a text, found an object",
                "[5]; [0]: expected an object, found 5",
                "[]; expected at least one alert, found none",
                "{}; expected at least one label",
                "{\"a\": \"\"}; expected at least one label",
                "{\"a\"}; is not JSON at line 1"
            })
    void aSampleThatIsNoAlertIsTwoAndNamesThePlace(String json, String message) throws IOException {
        String sample = file("a.json", json);

        assertThat(run("rules", "test", "default", "--alert", sample)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .startsWith("weir: --alert: " + sample)
                .contains(message)
                .doesNotContain("\tat ");
    }

    @Test
    void downtimesAreAskedForTheLabelsWithWhatWasAdded() throws IOException {
        String book = file("rules.yaml", "version: x\nenrich: [{name: t, label: instance, table: {web1: {owner: o}}}]");
        String downtimes = file("d.json", """
                [{"id": "d1", "status": "active", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z",
                  "comment": "disk\\u001b[31m", "matchers": ["instance=\\"web1\\""]},
                 {"id": "d2", "status": "active", "matchers": ["owner=\\"o\\""]},
                 {"id": "d3", "status": "cancelled", "matchers": ["instance=\\"web1\\""]}]
                """);

        assertThat(run("rules", "test", book, "--alert", file("a.json", NGINX), "--downtimes", downtimes))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("d1 active, from 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z: disk [31m")
                .contains("d2 active")
                .doesNotContain("d3", "\u001b");
        assertThat(run("rules", "test", book, "--alert", file("a.json", NGINX), "--downtimes", file("d.json", "{}")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("expected a list of downtimes");
    }

    @Test
    void theBridgeIsOnlyAskedWhenTold() throws IOException {
        String alert = file("a.json", NGINX);

        assertThat(run("rules", "test", "default", "--alert", alert, "--url", "http://127.0.0.1:1"))
                .isEqualTo(ExitCode.OK);
        assertThat(run("rules", "test", "default", "--alert", alert, "--url", "http://127.0.0.1:1", "--live"))
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aBookWithProblemsIsThreeAndAMissingFileTwo() throws IOException {
        String alert = file("a.json", NGINX);

        assertThat(run("rules", "test", file("r.yaml", "versio: x"), "--alert", alert))
                .isEqualTo(ExitCode.UNMET);
        assertThat(err.toString()).contains("versio: unknown key", "did you mean version?");
        assertThat(run("rules", "test", "/nowhere.yaml", "--alert", alert)).isEqualTo(ExitCode.USAGE);
        assertThat(run("rules", "test", "default", "--alert", "/nowhere.json")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("FILE: cannot read /nowhere.yaml", "--alert: cannot read /nowhere.json");
        assertThat(run("rules", "test", "default")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void checkTakesTheGuidesBookWithoutAWarning() {
        assertThat(run("rules", "check", GUIDE, "default")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualTo(GUIDE + " is a good rule book\ndefault is a good rule book\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkWarnsOfWhatCanBeTakenButIsUnwise() throws IOException {
        String book = file(
                "rules.yaml", "version: x\nremediation: [{name: r, match: ['a=~\"b\"']," + " template: t, target: i}]");

        assertThat(run("rules", "check", book)).isEqualTo(ExitCode.OK);
        assertThat(err.toString())
                .startsWith("warning: remediation[0].match[0]: the regex")
                .hasLineCount(1);
        assertThat(out.toString()).contains("is a good rule book, with 1 warning");
    }

    @Test
    void checkOfSeveralFilesNamesEachAndGoesOn() throws IOException {
        String wrong = file("wrong.yaml", "version: x\ninhibition: [{name: i}]");
        String good = file("good.yaml", "version: x");

        assertThat(run("rules", "check", wrong, good)).isEqualTo(ExitCode.UNMET);
        assertThat(err.toString())
                .contains(wrong + ": inhibition[0].source: expected", wrong + ": inhibition[0].target: expected");
        assertThat(out.toString()).contains(good + " is a good rule book");
        assertThat(run("rules", "check", "/nowhere", wrong, good)).isEqualTo(ExitCode.USAGE);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
