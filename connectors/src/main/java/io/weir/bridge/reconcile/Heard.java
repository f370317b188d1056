package io.weir.bridge.reconcile;

import io.weir.bridge.intake.KnownAlerts.Known;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the members of an Alertmanager cluster know together.
 *
 * @param known alerts that any member knows, by fingerprint; active when no member that knows it mutes it
 * @param unanimous fingerprints that every member knows; empty unless all answered
 * @param conclusive whether what is not known is over: all members answered, and have run long enough
 */
record Heard(Map<String, Known> known, Set<String> unanimous, boolean conclusive) {

    /**
     * One member's answer.
     *
     * @param known its alerts
     * @param settled whether it has run long enough to have been told of all that fires
     */
    record Answer(List<Known> known, boolean settled) {}

    static Heard of(List<Answer> answers, int members) {
        Map<String, Known> known = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Answer answer : answers) {
            for (Known one : answer.known()) {
                known.merge(one.alert().fingerprint(), one, Heard::merged);
                counts.merge(one.alert().fingerprint(), 1, Integer::sum);
            }
        }
        boolean all = answers.size() == members;
        Set<String> unanimous = new HashSet<>();
        if (all) {
            counts.forEach((fingerprint, count) -> {
                if (count >= members) {
                    unanimous.add(fingerprint);
                }
            });
        }
        return new Heard(known, unanimous, all && answers.stream().allMatch(Answer::settled));
    }

    private static Known merged(Known one, Known other) {
        Set<String> receivers = new HashSet<>(one.receivers());
        receivers.addAll(other.receivers());
        return new Known(one.alert(), one.active() && other.active(), receivers);
    }
}
