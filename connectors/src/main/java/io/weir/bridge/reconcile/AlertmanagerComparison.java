package io.weir.bridge.reconcile;

import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.KnownAlerts.Known;
import io.weir.bridge.view.ObservedAlert;
import io.weir.schema.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What an Alertmanager knows against what the log tells of it.
 *
 * <table>
 * <caption>decisions</caption>
 * <tr><td>known, held firing</td><td>alive, when it was not observed for {@link Pace#proofEvery()}, or has begun anew</td></tr>
 * <tr><td>active, never heard of</td><td>missed, at the second poll and after the grace</td></tr>
 * <tr><td>active, held as over</td><td>the same, when every member knows it</td></tr>
 * <tr><td>suppressed, not held firing</td><td>nothing: it is meant to be silent</td></tr>
 * <tr><td>not known, held firing</td><td>gone, as {@link Absences} believe it</td></tr>
 * </table>
 * Alerts that another source observed last, a Prometheus above all, are not this Alertmanager's and never touched.
 */
final class AlertmanagerComparison {
    /** An episode that began later by so much is another one; members of a cluster differ by less. */
    private static final long SAME_START_MS = 60_000;

    private final AlertmanagerSource source;
    private final Absences absences;
    private final Lasting unheard = new Lasting();

    AlertmanagerComparison(AlertmanagerSource source) {
        this.source = source;
        this.absences = new Absences(source.pace());
    }

    /** Whether this Alertmanager observed it last. */
    boolean isOurs(Alert alert) {
        return (alert.source().equals(AlertmanagerWebhook.SOURCE)
                        || alert.source().equals(AlertmanagerWebhook.GRAFANA))
                && alert.sourceUrl() != null
                && source.externalUrls().contains(AlertmanagerSource.withoutSlash(alert.sourceUrl()));
    }

    /**
     * Compares.
     *
     * @param held what is held firing of this Alertmanager
     * @param lookup what is held of any alert, by fingerprint; null when nothing
     */
    List<Observation> compare(
            Heard heard, List<ObservedAlert> held, Function<String, ObservedAlert> lookup, Instant now) {
        List<Observation> found = new ArrayList<>();
        Map<String, Known> missed = new HashMap<>();
        heard.known().forEach((fingerprint, known) -> {
            ObservedAlert one = lookup.apply(fingerprint);
            if (one != null && one.firing()) {
                if (isOurs(one.last()) && isDue(known, one, now)) {
                    found.add(Observation.alive(known.alert(), one.last()));
                }
            } else if (isForUs(known) && isMissed(one, heard.unanimous().contains(fingerprint), now)) {
                missed.put(fingerprint, known);
            }
        });
        unheard.next(missed.keySet(), now).forEach((fingerprint, since) -> {
            if (!since.isAfter(now.minus(source.pace().grace()))) {
                found.add(new Observation(missed.get(fingerprint).alert(), Observation.Kind.MISSED));
            }
        });
        if (heard.conclusive()) {
            List<ObservedAlert> absent = held.stream()
                    .filter(alert -> !heard.known().containsKey(alert.last().fingerprint()))
                    .toList();
            absences.believed(absent, held.size(), now).forEach(alert -> found.add(Observation.gone(alert, now)));
        } else {
            absences.inconclusive();
        }
        return found;
    }

    private boolean isDue(Known known, ObservedAlert held, Instant now) {
        Instant observed = Instant.ofEpochMilli(held.last().receivedAt());
        Long begun = known.alert().startsAt();
        boolean anew = begun != null && held.startsAt() != null && begun > held.startsAt() + SAME_START_MS;
        return !observed.isAfter(now.minus(source.pace().proofEvery()))
                || (anew && Absences.isQuiet(held, source.pace(), now));
    }

    private boolean isForUs(Known known) {
        Set<String> receivers = known.receivers();
        return known.active() && !Collections.disjoint(receivers, source.receivers());
    }

    /** A member that has not heard of the end yet must not bring back what is over. */
    private boolean isMissed(ObservedAlert held, boolean unanimous, Instant now) {
        return held == null || (unanimous && isOurs(held.last()) && Absences.isQuiet(held, source.pace(), now));
    }

    /** Nobody answered. */
    void interrupt() {
        absences.inconclusive();
        unheard.interrupt();
    }

    /** See {@link Absences#heldBack()}. */
    boolean heldBack() {
        return absences.heldBack();
    }
}
