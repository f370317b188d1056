package io.weir.app.bench.flink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.bench.process.CpuTime;
import io.weir.app.bench.process.Orders;
import io.weir.app.config.FlinkConfig;
import io.weir.app.flink.FlinkCluster;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A Flink in a JVM of its own, as {@code weir up} runs it: takes one {@link JobOrder} per line, runs it to the end of the
 * log and answers with its {@link JobCost}.
 */
public final class FlinkMain {
    private FlinkMain() {}

    /** {@code args}: a folder, and the parallelism. */
    public static void main(String[] args) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JsonMapper json = JsonMapper.builder().build();
        Path work = Path.of(args[0]);
        FlinkConfig config = new FlinkConfig(
                0,
                0,
                Integer.parseInt(args[1]),
                Optional.empty(),
                Duration.ofSeconds(1),
                FlinkConfig.Guarantee.EXACTLY_ONCE);
        try (FlinkCluster cluster = FlinkCluster.start(config, 1, work.resolve("flink"))) {
            answers.println("ready");
            Orders orders = new Orders();
            int number = 0;
            for (String line = orders.next(); line != null; line = orders.next()) {
                JobOrder order = json.readValue(line, JobOrder.class);
                MeasuredJob job = new MeasuredJob(cluster, work.resolve("job-" + ++number), order);
                answers.println(json.writeValueAsString(job.run()));
            }
        }
    }

    static CpuTime cpu(JobOrder order) {
        return new CpuTime(java.util.Map.of(
                "flink", ProcessHandle.current(),
                "broker", ProcessHandle.of(order.brokerPid()).orElseThrow()));
    }
}
