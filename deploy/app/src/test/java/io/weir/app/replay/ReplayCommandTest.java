package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.ExitCode;
import io.weir.app.Main;
import io.weir.schema.rules.RuleBookParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir replay} over captures, through a real Flink. */
class ReplayCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aCapture() throws Exception {
        new LabelledStorms(3, 5, 1_200_000, 12, 90_000, 4).write(folder);
    }

    private int replay(String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay"));
        arguments.addAll(List.of(options));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String file(String folderName, String name) throws Exception {
        return Files.readString(folder.resolve(folderName).resolve(name));
    }

    private static String gap(String gap) {
        String book = RuleBookParser.defaultBookYaml();
        String changed = book.replaceAll("(?m)^(\\s*)gap: \\S+", "$1gap: " + gap);
        assertThat(changed).isNotEqualTo(book);
        return changed;
    }

    @Test
    void theSameAnswerAtAnyParallelismAndInAnyOrderOfTheLines() throws Exception {
        assertThat(replay("--capture", at("capture.jsonl"), "--out", at("one"), "--parallelism", "1"))
                .as(err.toString())
                .isZero();
        assertThat(replay("--capture", at("capture.jsonl"), "--out", at("four"), "--parallelism", "4"))
                .isZero();
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("capture.jsonl")));
        Collections.shuffle(lines, new Random(5));
        Files.createDirectories(folder.resolve("parts"));
        Files.write(folder.resolve("parts/a.jsonl"), lines.subList(0, 40));
        Files.write(folder.resolve("parts/b.jsonl"), lines.subList(40, lines.size()));
        assertThat(replay("--capture", at("parts"), "--out", at("shuffled"), "--parallelism", "2"))
                .isZero();
        String incidents = file("one", "incidents.jsonl");
        assertThat(incidents.lines().count()).isGreaterThan(5);
        assertThat(file("four", "incidents.jsonl")).isEqualTo(incidents);
        assertThat(file("shuffled", "incidents.jsonl")).isEqualTo(incidents);
        assertThat(file("four", "episodes.jsonl")).isEqualTo(file("one", "episodes.jsonl"));
    }

    @Test
    void incidentsHaveTheFieldsThatArePromised() throws Exception {
        assertThat(replay("--capture", at("capture.jsonl"), "--truth", at("truth.jsonl"), "--out", at("run")))
                .as(err.toString())
                .isZero();
        JsonNode line =
                JSON.readTree(file("run", "incidents.jsonl").lines().findFirst().orElseThrow());
        assertThat(line.properties().stream().map(java.util.Map.Entry::getKey))
                .startsWith(
                        "incidentId",
                        "revision",
                        "kind",
                        "reason",
                        "tenant",
                        "scope",
                        "rule",
                        "severity",
                        "priority",
                        "openedAt",
                        "resolvedAt",
                        "members");
        assertThat(line.at("/members/0").properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly("fingerprint", "startsAt", "status", "labels");
        JsonNode summary = JSON.readTree(file("run", "summary.json"));
        assertThat(summary.at("/figures/episodes").asLong()).isGreaterThan(60);
        assertThat(summary.at("/truth/v").asDouble()).isGreaterThan(0.9);
        assertThat(out.toString()).contains("tickets", "results in");
    }

    @Test
    void twoRuleBooksAreComparedAndAConditionFailsTheGate() throws Exception {
        Files.writeString(
                folder.resolve("wide.yaml"), gap("30m").replaceAll("(?m)^(\\s*)maxSpan: \\S+", "$1maxSpan: 4h"));
        assertThat(replay(
                        "--capture",
                        at("capture.jsonl"),
                        "--rules",
                        "default",
                        "--against",
                        at("wide.yaml"),
                        "--fail-if",
                        "tickets < 0.9x",
                        "--out",
                        at("diff")))
                .as(err.toString())
                .isEqualTo(ExitCode.UNMET);
        JsonNode diff = JSON.readTree(file("diff", "diff.json"));
        assertThat(diff.at("/changes/0/kind").asText()).isEqualTo("merged");
        assertThat(diff.at("/after/name").asText()).isEqualTo("wide.yaml");
        assertThat(file("diff", "report.html")).contains("wide.yaml");
        assertThat(file("diff/against", "incidents.jsonl")).isNotEqualTo(file("diff", "incidents.jsonl"));
        assertThat(out.toString()).contains("FAILED: tickets");
        assertThat(folder.resolve("diff/.work/before"))
                .as("what only a stopped replay needs")
                .doesNotExist();
    }

    @Test
    void theSameBookTwiceIsNoDifference() throws Exception {
        assertThat(replay(
                        "--capture",
                        at("capture.jsonl"),
                        "--rules",
                        "default",
                        "--against",
                        "default",
                        "--fail-if",
                        "tickets != 1x, missed-critical > 0, changed > 0, added > 0, removed > 0",
                        "--out",
                        at("same")))
                .as(out + "" + err)
                .isZero();
        assertThat(JSON.readTree(file("same", "diff.json")).path("changes")).isEmpty();
    }

    @Test
    void downtimesOfAFileHold() throws Exception {
        Files.writeString(folder.resolve("downtimes.json"), """
                [{"matchers": ["cluster=\\"c0\\""], "from": "2026-01-05T00:00:00Z", "to": "2026-01-06T00:00:00Z"}]
                """);
        assertThat(replay("--capture", at("capture.jsonl"), "--downtimes", at("downtimes.json"), "--out", at("held")))
                .as(err.toString())
                .isZero();
        assertThat(file("held", "incidents.jsonl"))
                .doesNotContain("\"cluster\":\"c0\"")
                .contains("\"cluster\":\"c1\"");
        assertThat(JSON.readTree(file("held", "summary.json"))
                        .at("/held/downtime")
                        .asLong())
                .isPositive();
    }

    @Test
    void aPeriodAndATenantAreCutOut() throws Exception {
        assertThat(replay(
                        "--capture",
                        at("capture.jsonl"),
                        "--to",
                        "2026-01-05T08:30:00Z",
                        "--tenant",
                        "acme",
                        "--out",
                        at("half")))
                .isZero();
        assertThat(replay("--capture", at("capture.jsonl"), "--out", at("whole")))
                .isZero();
        String half = file("half", "incidents.jsonl");
        assertThat(half).isNotEmpty();
        assertThat(file("whole", "incidents.jsonl")).startsWith(half);
        assertThat(replay("--capture", at("capture.jsonl"), "--tenant", "other", "--out", at("none")))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatIsWrongIsToldAndNothingIsTouched() throws Exception {
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/incidents.jsonl"), "mine");
        assertThat(replay("--capture", at("capture.jsonl"), "--out", at("mine")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(file("mine", "incidents.jsonl")).isEqualTo("mine");
        Files.writeString(folder.resolve("bad.yaml"), "grouping: 7\n");
        assertThat(replay("--capture", at("capture.jsonl"), "--rules", at("bad.yaml"), "--out", at("bad")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(replay("--capture", at("capture.jsonl"), "--fail-if", "tikets > 1", "--out", at("bad")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(replay("--out", at("bad"), "--resume")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("holds results that no replay wrote", "bad.yaml: ", "tikets", "no replay was begun");
        assertThat(folder.resolve("bad")).doesNotExist();
    }
}
