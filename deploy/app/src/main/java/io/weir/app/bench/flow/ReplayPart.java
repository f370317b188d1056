package io.weir.app.bench.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.LogLoader;
import io.weir.app.bench.load.MixSize;
import io.weir.app.bench.process.ChildJvm;
import io.weir.app.bench.process.CpuTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code weir replay}, from the command to its results: the example's night of captures, and a history on Kafka. */
public final class ReplayPart implements BenchPart {
    private static final String CAPTURE = "replay.capture";
    private static final String KAFKA = "replay.kafka";
    private static final String NIGHT = "deploy/examples/replay/night.jsonl.gz";
    private static final int ALERTS = 600_000;
    private static final int ALERTS_WHEN_QUICK = 20_000;
    /** Of the history: a large site's. */
    private static final int PER_SECOND = 50;

    private static final List<String> OPTIONS = List.of("-Xmx2g", "-XX:+UseParallelGC");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<String> rows() {
        return List.of(CAPTURE, KAFKA);
    }

    @Override
    public void run(Stage stage) throws Exception {
        if (stage.wants(CAPTURE)) {
            Path night = Path.of(System.getProperty("weir.home", ".")).resolve(NIGHT);
            stage.report(row(stage, CAPTURE, List.of("--capture", night.toString()), Map.of())
                    .noted("a night of 970 requests: mostly the start of Flink; the first round also starts the JVM"));
        }
        if (stage.wants(KAFKA)) {
            MixSize standard = MixSize.standard(stage.plan().size(ALERTS, ALERTS_WHEN_QUICK));
            MixSize size = new MixSize(
                    standard.alerts(), standard.identities(), standard.active(), standard.tenants(), PER_SECOND);
            LogLoader.load(stage.bootstrap(), new AlertMix(size, 1));
            ProcessHandle broker = stage.broker().handle();
            stage.report(row(stage, KAFKA, List.of("--kafka", stage.bootstrap()), Map.of("broker", broker))
                    .noted(PER_SECOND + " alerts per second of its own time"));
        }
    }

    /** A round. */
    private record Cost(double alerts, double eventSeconds, double wallSeconds, Map<String, Double> cpuSeconds) {
        double cpu() {
            return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private static Row row(Stage stage, String name, List<String> source, Map<String, ProcessHandle> others)
            throws Exception {
        List<Cost> costs = new ArrayList<>();
        try (ChildJvm weir = stage.start(CommandMain.class, OPTIONS, List.of())) {
            Map<String, ProcessHandle> processes = new TreeMap<>(others);
            processes.put("weir", weir.handle());
            for (int round = 0; round < stage.plan().rounds(); round++) {
                costs.add(replay(weir, source, stage.folder("replay"), processes));
            }
        }
        costs.sort(Comparator.comparingDouble(Cost::cpu));
        Cost median = costs.get(costs.size() / 2);
        Map<String, Double> each = new TreeMap<>(median.cpuSeconds());
        each.replaceAll((process, seconds) -> seconds * 1e6 / median.alerts());
        return Row.named(name)
                .costing(each)
                .atRate(median.alerts() / median.wallSeconds())
                .afterRounds(costs.size())
                .with("speedup", median.eventSeconds() / median.wallSeconds())
                .with("wallSeconds", median.wallSeconds());
    }

    private static Cost replay(ChildJvm weir, List<String> source, Path out, Map<String, ProcessHandle> processes)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("replay", "--rules", "default", "--out", out.toString()));
        command.addAll(source);
        CpuTime cpu = new CpuTime(processes);
        String code = weir.ask(JSON.writeValueAsString(command));
        double wall = cpu.wallSeconds();
        Map<String, Double> used = cpu.seconds();
        if (!code.equals("0")) {
            throw new IllegalStateException("weir " + String.join(" ", command) + " ended with " + code);
        }
        JsonNode summary = JSON.readTree(Files.readString(out.resolve("summary.json")));
        double seconds = (instant(summary, "to") - instant(summary, "from")) / 1e3;
        return new Cost(summary.at("/figures/alerts").asDouble(), seconds, wall, used);
    }

    private static double instant(JsonNode summary, String field) {
        return Instant.parse(summary.get(field).asText()).toEpochMilli();
    }
}
