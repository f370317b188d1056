package io.weir.bridge.reconcile;

import io.weir.bridge.intake.KumaMetrics;
import io.weir.bridge.intake.KumaMetrics.State;
import io.weir.bridge.view.ObservedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an Uptime Kuma says of its monitors against what the log tells of them.
 *
 * <table>
 * <caption>decisions</caption>
 * <tr><td>down, held firing</td><td>alive, when it was not observed for {@link Pace#proofEvery()}</td></tr>
 * <tr><td>up at two polls, held firing</td><td>recovered: inside a maintenance Kuma does not tell</td></tr>
 * <tr><td>down at two polls, held as over</td><td>missed: Kuma tries each message once</td></tr>
 * <tr><td>pending, maintenance</td><td>nothing</td></tr>
 * <tr><td>not there, held firing</td><td>gone, as {@link Absences} believe it</td></tr>
 * </table>
 */
final class KumaComparison {
    private final Pace pace;
    private final Absences absences;
    private final Lasting up = new Lasting();
    private final Lasting down = new Lasting();

    KumaComparison(Pace pace) {
        this.pace = pace;
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
        int firing = 0;
        for (ObservedAlert alert : observed) {
            KumaMatch match = KumaMatch.of(alert.last().labels(), kuma.monitors());
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
        if (settled) {
            absences.believed(absent, firing, now).forEach(alert -> found.add(Observation.gone(alert, now)));
        } else {
            absences.inconclusive();
        }
        return found;
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
    }

    /** See {@link Absences#heldBack()}. */
    boolean heldBack() {
        return absences.heldBack();
    }
}
