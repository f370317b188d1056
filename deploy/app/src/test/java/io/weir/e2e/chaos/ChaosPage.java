package io.weir.e2e.chaos;

import io.weir.app.bench.Machine;
import io.weir.checker.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The results of a run, for {@code deploy/CHAOS.md}.
 *
 * @param lasted the storm
 * @param differences from the run without faults
 * @param remembered what the correlate job knew days later; null before that was looked at
 */
record ChaosPage(
        ChaosRun run,
        Duration lasted,
        Aftermath.Counts counts,
        List<Finding> differences,
        Map<String, List<String>> remembered) {
    private static final String PAGE = """
            # Faults at random

            Written by `mvn verify -Pchaos` (`ChaosIT`); do not edit. A storm of two tenants on the cluster that `weir cluster up`
            starts (JobManager, two TaskManagers, ZooKeeper, Kafka), a bridge and the stand-in for GLPI, each a process. A service
            manager starts again what has ended. `-Dchaos.seed=%d` gives the same faults in the same order.

            | | |
            |---|---|
            | day, commit | %s, %s |
            | machine | %s |
            | share of the processors | %s |
            | faults | %d in %d min %d s |
            | requests | %s acknowledged, %s times one had to be repeated |

            ## Faults
            Recovered: from the kill, or from the end of what lasted, until an alert that was posted when the fault began is in an
            incident that a reader of the topic sees. Detection, restart of the process, restart of the job, checkpoint and the
            sender's own retries are in it. The next fault comes a few seconds later, so jobs are often still catching up.

            | fault | times | lasted | recovered: median | worst |
            |---|---|---|---|---|
            %s
            ## What held
            Judged by `deploy/checker`, which shares no code with Weir: from Kafka's log and the ticket system's store.

            | law | held for |
            |---|---|
            | no alert fires without an open incident that lists it, or a downtime that holds it | %d alerts that fired at the end of the storm |
            | each incident has one ticket, with the newest revision, marked once; solved when it is over | %d incidents, %d tickets |
            | what outlasts its downtime has a ticket within 60 s of the end, here %s by the share of the processors (not counted: time without a broker, and recoveries of more than 30 s) | %d alerts |
            | without faults, the same input gives the same incidents with the same alerts | %s |
            | two days later by the log's clock correlate remembers nothing of any alert, and deliver nothing of any ticket after %d s, its `deliver.remember` here | %s |
            | an alert is in an incident within 30 s of the loss of a TaskManager, times the share of the processors that the run had | %d losses, worst %s |

            ## Not tried
            %s
            """;

    /** The same with what the correlate job knew days later. */
    ChaosPage with(Map<String, List<String>> keys) {
        return new ChaosPage(run, lasted, counts, differences, keys);
    }

    private String forgetting() {
        if (remembered == null) {
            return "not looked at";
        }
        return remembered.isEmpty()
                ? "all states and timers in a savepoint of each"
                : "**broken**: keys are left in " + remembered.keySet();
    }

    void write(Path file) throws IOException, InterruptedException {
        Files.writeString(file, text(), StandardCharsets.UTF_8);
    }

    private String text() throws IOException, InterruptedException {
        List<Recovery> lost = of(Fault.KILL_TASK_MANAGER);
        return PAGE.formatted(
                run.plan().seed(),
                LocalDate.now(ZoneOffset.UTC),
                Machine.commit(Path.of("").toAbsolutePath()),
                Machine.description(),
                share(),
                run.recoveries().size(),
                lasted.toMinutes(),
                lasted.toSecondsPart(),
                run.requests().get("acknowledged"),
                run.requests().get("repeated"),
                table(),
                counts.firing(),
                counts.incidents(),
                counts.tickets(),
                seconds(run.stretched(Duration.ofMinutes(1))),
                counts.persisted(),
                differences.isEmpty()
                        ? counts.incidents() + " incidents"
                        : "**broken**: " + differences.size() + " differ",
                ChaosSite.REMEMBERED.toSeconds(),
                forgetting(),
                lost.size(),
                lost.isEmpty() ? "–" : worst(lost),
                notTried());
    }

    /** Of the kind, the quickest recovery first. */
    private List<Recovery> of(Fault fault) {
        return run.recoveries().stream()
                .filter(each -> each.fault().fault() == fault)
                .sorted((a, b) -> a.took().compareTo(b.took()))
                .toList();
    }

    private String table() {
        StringBuilder rows = new StringBuilder();
        for (Fault fault : Fault.values()) {
            List<Recovery> all = of(fault);
            if (!all.isEmpty()) {
                Duration longest = all.stream()
                        .map(each -> each.fault().hold())
                        .max(Duration::compareTo)
                        .orElseThrow();
                rows.append("| %s | %d | %s | %s | %s |%n"
                        .formatted(
                                fault.words(),
                                all.size(),
                                longest.isZero() ? "" : "up to " + seconds(longest),
                                seconds(all.get((all.size() - 1) / 2).took()),
                                seconds(all.get(all.size() - 1).took())));
            }
        }
        return rows.toString();
    }

    private String notTried() {
        StringBuilder text = new StringBuilder();
        if (!run.impossible().isEmpty()) {
            text.append("- ")
                    .append(run.impossible().get(0).words())
                    .append(": this machine allowed no mount of a small file system.\n");
        }
        return text.append("""
                - Loss of ZooKeeper, of a disk, of the machine; networks that part or lose packets: all is on one machine.
                - Kafka of more than one node. GLPI failing at the same time (`sinks/FAULTS.md`, `KillPointsIT`), and playbooks.
                - Kubernetes: there its operator and Flink's native mode are the service manager.""").toString();
    }

    private static String worst(List<Recovery> lost) {
        Recovery worst = lost.get(lost.size() - 1);
        return seconds(worst.took()) + " with " + percent(worst.share());
    }

    private String share() {
        double[] shares =
                run.recoveries().stream().mapToDouble(Recovery::share).sorted().toArray();
        return "while recovering %s to %s, median %s; the rest was others' work"
                .formatted(percent(shares[0]), percent(shares[shares.length - 1]), percent(shares[shares.length / 2]));
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
