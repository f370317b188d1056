package io.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir bench} as a process, with small sizes: whether it works, not how fast anything is. */
class BenchIT {
    @TempDir
    Path folder;

    @Test
    void measuresWhatIsAskedForAndTellsItTwice() throws IOException, InterruptedException {
        Path out = folder.resolve("bench");
        try (WeirProcess bench = WeirProcess.start(
                "bench", "--quick", "--only", "identity,deliver.create,start", "--out", out.toString())) {
            assertThat(bench.exitCode(Duration.ofMinutes(10))).isZero();
            assertThat(bench.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("row ").contains("CPU s/million", "p99 ms"))
                    .anyMatch(line -> line.startsWith("identity "))
                    .anyMatch(line -> line.startsWith("start "))
                    .anyMatch(line -> line.startsWith("written to ") && line.endsWith("bench.json"));
        }
        JsonNode result = new ObjectMapper().readTree(Files.readString(out.resolve("bench.json")));
        assertThat(result.get("machine").asText()).contains("cores");
        assertThat(result.get("commit").asText()).isNotEmpty();
        assertThat(result.get("quick").asBoolean()).isTrue();
        assertThat(result.get("rows").findValuesAsText("name")).containsExactly("identity", "deliver.create", "start");

        JsonNode identity = result.get("rows").get(0);
        assertThat(identity.get("cpuSecondsPerMillion").asDouble()).isPositive();
        assertThat(identity.get("perSecond").asDouble()).isPositive();
        assertThat(identity.at("/processes/flink").asDouble()).isPositive();
        assertThat(identity.at("/processes/broker").asDouble()).isPositive();

        JsonNode deliver = result.get("rows").get(1);
        assertThat(deliver.get("perSecond").asDouble()).isPositive();
        // looked for, made, claimed, read
        assertThat(deliver.at("/figures/callsPerTicket").asDouble()).isBetween(4.0, 8.0);

        JsonNode start = result.get("rows").get(2);
        assertThat(start.at("/figures/firstIncidentMs").asDouble())
                .isGreaterThan(start.at("/figures/readyMs").asDouble());
        assertThat(start.has("cpuSecondsPerMillion")).isFalse();

        try (var left = Files.list(out)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("bench.json");
        }
    }

    @Test
    void aRowThatIsNotThereIsAMistake() throws IOException, InterruptedException {
        try (WeirProcess bench = WeirProcess.start(
                "bench",
                "--quick",
                "--only",
                "no-such-row",
                "--out",
                folder.resolve("x").toString())) {
            assertThat(bench.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(bench.lines()).anyMatch(line -> line.contains("there is no row \"no-such-row\""));
        }
    }
}
