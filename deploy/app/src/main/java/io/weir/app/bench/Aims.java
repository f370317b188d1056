package io.weir.app.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the parts are to reach, mostly as ratios of rows of the same run: those hold on any machine. */
final class Aims {
    private static final String CORRELATE = "correlate.rocksdb.exactly-once";
    private static final String PER_CPU_SECOND = "alertsPerCpuSecond";
    private static final double GIB = 1L << 30;

    private final Map<String, Row> rows = new HashMap<>();
    private final List<Aim> aims = new ArrayList<>();

    private Aims(List<Row> measured) {
        measured.forEach(row -> rows.put(row.name(), row));
    }

    /** All of them, as the rows meet them. */
    static List<Aim> of(List<Row> measured) {
        Aims aims = new Aims(measured);
        aims.work();
        aims.latency();
        aims.growth();
        aims.storm();
        aims.fairness();
        return List.copyOf(aims.aims);
    }

    private void work() {
        Double job = cost(CORRELATE);
        atMost(
                "Correlate job against the keyed floor, RocksDB, exactly-once: CPU per alert",
                1.5,
                " ×",
                ratio(job, cost("keyed.rocksdb.exactly-once")));
        atLeast(
                "Correlate job against Alertmanager's ingest, batches of 100: alerts per CPU second",
                1.5,
                ratio(job == null ? null : 1e6 / job, figure(ingest(100), PER_CPU_SECOND)));
        for (int batch : new int[] {1, 10, 100}) {
            String bridge = "bridge." + batch;
            String one = batch == 1 ? "1 alert" : "batches of " + batch;
            Double other = figure(ingest(batch), PER_CPU_SECOND);
            atLeast(
                    "Bridge against Alertmanager's ingest, " + one + ": alerts per CPU second",
                    1,
                    ratio(figure(bridge, PER_CPU_SECOND), other));
        }
    }

    private static String ingest(int batch) {
        return "alertmanager.ingest." + batch;
    }

    private void latency() {
        for (String guarantee : List.of("at-least-once", "exactly-once")) {
            String row = "latency." + guarantee + ".50";
            atMost(
                    "Kafka in to incident on Kafka, p99 at half of the sustained rate, " + guarantee,
                    guarantee.equals("exactly-once") ? 1500 : 500,
                    " ms",
                    figure(row, "kafkaToIncidentP99Ms"));
            atMost(
                    "Posted to ticket, p99 at half of the sustained rate, " + guarantee,
                    3000,
                    " ms",
                    figure(row, "ticketP99Ms"));
        }
    }

    private void growth() {
        String most = "scaling.active.1000000";
        grows("10³ to 10⁶ active alerts", 1.3, most);
        grows("10 to 10⁵ downtimes", 1.1, "scaling.downtimes.100000");
        grows("1 to 1,000 tenants", 1.1, "scaling.tenants.1000");
        grows("10 to 5,000 rules", 1.1, "scaling.rules.5000");
        atMost("State per active alert, of 10⁶", 700, " bytes", figure(most, "stateBytesPerActiveAlert"));
        Double bytes = figure(most, "residentBytes");
        atMost("Memory with 10⁶ active alerts", 24, " GiB", bytes == null ? null : bytes / GIB);
    }

    private void storm() {
        atMost("A storm of 1,000,000 alerts: accepted after", 10, " s", figure("storm.accept", "seconds"));
    }

    private void fairness() {
        String row = "fairness.beside";
        String text = "Alert to incident beside a tenant at 100 × its quota, p99, against ";
        atMost(text + "alone", 1.1, " ×", figure(row, "ratio"));
        atMost(text + "the same tenant within its quota", 1.1, " ×", figure(row, "ratioToWithin"));
    }

    private void grows(String from, double limit, String row) {
        atMost("Cost per alert from " + from, limit, " ×", figure(row, "ratio"));
    }

    private void atMost(String text, double limit, String unit, Double measured) {
        aims.add(new Aim(text, true, limit, unit, measured));
    }

    private void atLeast(String text, double limit, Double measured) {
        aims.add(new Aim(text, false, limit, " ×", measured));
    }

    private Double cost(String row) {
        return rows.containsKey(row) ? rows.get(row).cpuSecondsPerMillion() : null;
    }

    private Double figure(String row, String name) {
        Row found = rows.get(row);
        return found == null || found.figures() == null ? null : found.figures().get(name);
    }

    private static Double ratio(Double one, Double other) {
        return one == null || other == null ? null : one / other;
    }
}
