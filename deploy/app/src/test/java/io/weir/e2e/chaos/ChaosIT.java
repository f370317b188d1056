package io.weir.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.checker.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A storm, and faults at random in a real cluster meanwhile. {@code -Dchaos.seed=N} gives the faults of a run again; what
 * the threads of seven processes do is nobody's to repeat.
 */
class ChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final String SEED = "chaos.seed";
    /** In each build the same; the long run has another one each time. */
    private static final long A_SEED = 2026;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aFewFaults() throws Exception {
        run(FaultPlan.few(Long.getLong(SEED, A_SEED)), 3, 2, Duration.ofSeconds(90), null);
    }

    @Tag("chaos")
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void sixtyFaultsInTwentyMinutes() throws Exception {
        Integer count = Integer.getInteger("chaos.faults", 60);
        Duration away = Duration.ofSeconds(Integer.getInteger("chaos.away", 300));
        run(
                FaultPlan.of(Long.getLong(SEED, System.nanoTime() % 1_000_000), count, away),
                6,
                12,
                Duration.ofSeconds(18L * count),
                Path.of("../CHAOS.md"));
    }

    /** @param file where the results are written to; null for nowhere */
    private void run(FaultPlan plan, int services, int downtimes, Duration length, Path file) throws Exception {
        LOG.info("the plan's seed is {}: {}", plan.seed(), plan.faults());
        System.out.println("chaos.seed=" + plan.seed());
        long began = System.nanoTime();
        try (ChaosSite site = ChaosSite.start(folder)) {
            ChaosRun run = new ChaosRun(site, plan);
            run.storm(services, downtimes, length);
            Duration lasted = Duration.ofNanos(System.nanoTime() - began);
            Aftermath after = new Aftermath(site, run);
            Aftermath.Counts counts = after.whileFiring();
            run.end();
            counts = after.whenOver(counts);
            Instant over = Instant.now();
            List<Finding> differences = after.undisturbed();
            ChaosPage page = new ChaosPage(run, lasted, counts, differences, null);
            write(page, file);
            Map<String, List<String>> remembered = new DaysLater(site).remembered(over);
            write(page.with(remembered), file);
            assertThat(differences).isEmpty();
            assertThat(remembered).isEmpty();
            assertThat(run.recoveries())
                    .filteredOn(each -> each.fault().fault() == Fault.KILL_TASK_MANAGER)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.undisturbed()).isLessThanOrEqualTo(RECOVERY));
        } catch (AssertionError | RuntimeException | IOException e) {
            keepLogs();
            throw e;
        }
    }

    private static void write(ChaosPage page, Path file) throws IOException, InterruptedException {
        if (file != null) {
            page.write(file);
        }
    }

    /** Where they are found after a build that failed. */
    private void keepLogs() throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "chaos-logs"));
        try (var files = Files.walk(folder)) {
            for (Path log : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> !file.toString().contains("/kafka/"))
                    .toList()) {
                Files.write(kept.resolve(log.getFileName()), Files.readAllBytes(log));
            }
        }
    }
}
