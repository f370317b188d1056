package io.weir.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AimsTest {
    private static Row costing(String name, double cpu) {
        return Row.named(name).costing(Map.of("flink", cpu - 1, "broker", 1.0));
    }

    private static Aim aim(List<Row> rows, String part) {
        return Aims.of(rows).stream()
                .filter(aim -> aim.text().contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRatioOfTwoRowsIsMetOrMissedByAShare() {
        Row floor = costing("keyed.rocksdb.exactly-once", 10);
        Aim met = aim(List.of(floor, costing("correlate.rocksdb.exactly-once", 15)), "keyed floor");
        assertThat(met.measured()).isEqualTo(1.5);
        assertThat(met.verdict()).isEqualTo("met");

        Aim missed = aim(List.of(floor, costing("correlate.rocksdb.exactly-once", 30)), "keyed floor");
        assertThat(missed.isMet()).isFalse();
        assertThat(missed.markdown()).endsWith("| ≤ 1.50 × | 3 × | **missed by 100 %** |");
    }

    @Test
    void alertsPerCpuSecondAreToBeMore() {
        List<Row> rows = List.of(
                costing("correlate.rocksdb.exactly-once", 20),
                Row.named("alertmanager.ingest.100").with("alertsPerCpuSecond", 40_000),
                Row.named("bridge.100").with("alertsPerCpuSecond", 38_000),
                Row.named("bridge.10").with("alertsPerCpuSecond", 38_000));
        assertThat(aim(rows, "Correlate job against Alertmanager").verdict()).isEqualTo("missed by 17 %");
        assertThat(aim(rows, "batches of 100: alerts per CPU second").verdict()).isEqualTo("missed by 17 %");
        assertThat(aim(rows, "ingest, batches of 10:").verdict()).isEqualTo("not measured");
        Aim bridge = Aims.of(rows).stream()
                .filter(aim -> aim.text().startsWith("Bridge") && aim.text().contains("100"))
                .findFirst()
                .orElseThrow();
        assertThat(bridge.verdict()).isEqualTo("missed by 5.0 %");
    }

    @Test
    void figuresOfTheRowsAtHalfLoadAndAtTheLargestSizesCount() {
        List<Row> rows = List.of(
                Row.named("latency.at-least-once.50")
                        .with("kafkaToIncidentP99Ms", 499)
                        .with("ticketP99Ms", 3001),
                Row.named("latency.at-least-once.80").with("kafkaToIncidentP99Ms", 9999),
                Row.named("latency.exactly-once.50")
                        .with("kafkaToIncidentP99Ms", 1500)
                        .with("ticketP99Ms", 1),
                Row.named("scaling.active.1000000")
                        .with("ratio", 1.2)
                        .with("stateBytesPerActiveAlert", 701)
                        .with("residentBytes", 3.0 * (1L << 30)),
                Row.named("scaling.rules.5000").with("ratio", 1.2),
                Row.named("storm.accept").with("seconds", 25),
                Row.named("fairness.beside").with("ratio", 1.09).with("ratioToWithin", 1.32));
        assertThat(Aims.of(rows).stream()
                        .filter(aim -> aim.measured() != null)
                        .map(aim -> aim.measured() + " " + aim.verdict()))
                .containsExactly(
                        "499.0 met",
                        "3001.0 missed by 0.03 %",
                        "1500.0 met",
                        "1.0 met",
                        "1.2 met",
                        "1.2 missed by 9.1 %",
                        "701.0 missed by 0.14 %",
                        "3.0 met",
                        "25.0 missed by 150 %",
                        "1.09 met",
                        "1.32 missed by 20 %");
    }

    @Test
    void withoutRowsNothingIsMet() {
        assertThat(Aims.of(List.of())).isNotEmpty().allMatch(aim -> !aim.isMet());
        assertThat(aim(List.of(), "tenants").markdown()).endsWith("| ≤ 1.10 × |  | **not measured** |");
    }
}
