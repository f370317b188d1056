package io.weir.bridge.reconcile;

import io.weir.bridge.intake.KumaMetrics;
import io.weir.bridge.intake.KumaMetrics.Monitor;
import io.weir.bridge.intake.KumaMetrics.State;
import io.weir.bridge.intake.UptimeKuma;
import io.weir.bridge.view.ObservedAlert;
import io.weir.schema.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an Uptime Kuma says of its monitors against what the log tells of them.
 *
 * <table>
 * <caption>decisions</caption>
 * <tr><td>down, held firing</td><td>alive, when it was not observed for {@link Pace#proofEvery()}</td></tr>
 * <tr><td>up at two polls, held firing</td><td>recovered: inside a maintenance Kuma does not tell</td></tr>
 * <tr><td>down at two polls, held as over</td><td>missed: Kuma tries each message once</td></tr>
 * <tr><td>down at two polls, with an id, never heard of</td><td>missed</td></tr>
 * <tr><td>pending, maintenance</td><td>nothing</td></tr>
 * <tr><td>not there, held firing</td><td>gone, as {@link Absences} believe it</td></tr>
 * </table>
 */
final class KumaComparison {
    private final KumaSource source;
    private final Pace pace;
    private final Absences absences;
    private final Lasting up = new Lasting();
    private final Lasting down = new Lasting();
    private final Lasting downUnheard = new Lasting();

    KumaComparison(KumaSource source) {
        this.source = source;
        this.pace = source.pace();
        this.absences = new Absences(pace);
    }

    /**
     * Compares.
     *
     * @param settled whether Kuma has run long enough to have checked every monitor once
     * @param observed all that is held of this Kuma's monitors, over or not
     */
    List<Observation> compare(KumaMetrics kuma, boolean settled, List<ObservedAlert> observed, Instant now) {
        List<Observation> found = new ArrayList<>();
        Map<String, ObservedAlert> recovered = new HashMap<>();
        Map<String, ObservedAlert> missed = new HashMap<>();
        List<ObservedAlert> absent = new ArrayList<>();
        Set<Monitor> heard = new HashSet<>();
        int firing = 0;
        for (ObservedAlert alert : observed) {
            KumaMatch match = KumaMatch.of(alert.last().labels(), kuma.monitors());
            heard.addAll(heard(alert, match, kuma));
            State state = match.monitor() == null ? null : match.monitor().state();
            if (!alert.firing()) {
                if (state == State.DOWN) {
                    missed.put(alert.last().fingerprint(), alert);
                }
                continue;
            }
            firing++;
            if (state == State.UP) {
                recovered.put(alert.last().fingerprint(), alert);
            } else if (state == State.DOWN && isDue(alert, now)) {
                found.add(Observation.alive(alert, now));
            } else if (state == null && !match.open()) {
                absent.add(alert);
            }
        }
        lastingAndQuiet(up, recovered, now).forEach(alert -> found.add(Observation.recovered(alert, now)));
        lastingAndQuiet(down, missed, now).forEach(alert -> found.add(Observation.again(alert, now)));
        found.addAll(unheard(kuma, heard, now));
        if (settled) {
            absences.believed(absent, firing, now).forEach(alert -> found.add(Observation.gone(alert, now)));
        } else {
            absences.inconclusive();
        }
        return found;
    }

    /** The monitors that an alert is, or may be, about. */
    private static List<Monitor> heard(ObservedAlert alert, KumaMatch match, KumaMetrics kuma) {
        if (!match.open()) {
            return match.monitor() == null ? List.of() : List.of(match.monitor());
        }
        String name = alert.last().labels().getOrDefault("monitor", "");
        return kuma.monitors().stream()
                .filter(monitor -> monitor.name().equals(name))
                .toList();
    }

    /** Those whose first message was lost. Without an id nobody knows what the intake would have called them. */
    private List<Observation> unheard(KumaMetrics kuma, Set<Monitor> heard, Instant now) {
        Map<String, Alert> alerts = new HashMap<>();
        for (Monitor monitor : kuma.monitors()) {
            if (monitor.state() == State.DOWN && !monitor.id().isEmpty() && !heard.contains(monitor)) {
                Alert alert = UptimeKuma.down(source.tenant(), source.name(), monitor, now);
                alerts.put(alert.fingerprint(), alert);
            }
        }
        return downUnheard.next(alerts.keySet(), now).keySet().stream()
                .map(alerts::get)
                .map(Observation::unheard)
                .toList();
    }

    private List<ObservedAlert> lastingAndQuiet(Lasting lasting, Map<String, ObservedAlert> alerts, Instant now) {
        return lasting.next(alerts.keySet(), now).keySet().stream()
                .map(alerts::get)
                .filter(alert -> Absences.isQuiet(alert, pace, now))
                .toList();
    }

    private boolean isDue(ObservedAlert alert, Instant now) {
        return !Instant.ofEpochMilli(alert.last().receivedAt()).isAfter(now.minus(pace.proofEvery()));
    }

    /** Kuma did not answer. */
    void interrupt() {
        absences.inconclusive();
        up.interrupt();
        down.interrupt();
        downUnheard.interrupt();
    }

    /** See {@link Absences#heldBack()}. */
    boolean heldBack() {
        return absences.heldBack();
    }
}
