package io.weir.pipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scenario.Observation;
import io.weir.core.scenario.Order;
import io.weir.core.scenario.Outcome;
import io.weir.core.scenario.Scenario;
import io.weir.pipeline.TestFlink;
import io.weir.pipeline.replay.LogFile;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.replay.ReplayTopology;
import io.weir.pipeline.replay.ResultParts;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario, run by the whole job on a Flink cluster in this JVM, over files in place of Kafka. */
class ClusterScenarioTest {
    private static final int PARTITIONS = 3;
    private static final int PARALLELISM = 2;

    private static TestFlink flink;

    @TempDir
    Path folder;

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @BeforeAll
    static void start() throws Exception {
        flink = new TestFlink(PARALLELISM);
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void comesOutAsTold(Scenario scenario) throws Exception {
        StreamExecutionEnvironment env = flink.environment(
                EngineSettings.of(null).withParallelism(PARALLELISM).withCheckpointEvery(0), null);
        ReplayTopology.define(env, write(scenario));
        env.execute(scenario.name());
        Outcome outcome = Results.upTo(
                scenario.until(),
                read("incidents", Wire.INCIDENT),
                read("receipts", Wire.RECEIPT),
                read("remediations", Wire.REMEDIATION));
        scenario.expectation().check(outcome);
        assertThat(read("dead-letters", Wire.DEAD_LETTER)).isEmpty();
    }

    private ReplaySettings write(Scenario scenario) throws Exception {
        RecordedTimes times = new RecordedTimes(scenario.observations(), scenario.orders(), 0, scenario.until());
        List<LogFile> alerts = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            alerts.add(LogFile.create(folder.resolve("alerts-log-" + partition)));
        }
        LogFile directives = LogFile.create(folder.resolve("directives-log"));
        for (long time : times.all()) {
            for (Order order : times.ordersAt(time)) {
                directives.append(time, Wire.DIRECTIVE.write(order.directive()));
            }
            for (Observation observation : times.observationsAt(time)) {
                int partition = Math.floorMod(observation.alert().fingerprint().hashCode(), PARTITIONS);
                alerts.get(partition).append(time, Wire.ALERT.write(observation.alert()));
            }
            directives.append(time, Wire.tick());
            for (LogFile partition : alerts) {
                partition.append(time, Wire.tick());
            }
        }
        directives.close();
        for (LogFile partition : alerts) {
            partition.close();
        }
        return ReplaySettings.of(
                new ReplaySettings.Files(alerts.stream().map(LogFile::recorded).toList(), directives.recorded()),
                scenario.rules(),
                Scenario.LEAD_MS,
                folder.toString());
    }

    private <T> List<T> read(String name, Wire<T> wire) throws Exception {
        List<T> all = new ArrayList<>();
        for (Path part : ResultParts.of(folder, name)) {
            for (String line : Files.readAllLines(part)) {
                all.add(wire.read(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return all;
    }
}
