package io.weir.app.replay;

import io.weir.app.replay.Grouping.Episode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How well a grouping matches the truth. Episodes are matched by fingerprint and the second in which they start. All
 * but {@code leak} looks at the faults' episodes only.
 *
 * @param alerts episodes of faults
 * @param faults how many faults there are
 * @param incidents how many incidents came out
 * @param missing episodes that are in no incident; each counts as an incident of its own
 * @param homogeneity 1 when no incident mixes faults
 * @param completeness 1 when no fault is spread over incidents
 * @param v harmonic mean of the two (V-measure)
 * @param pairPrecision of two episodes in one incident: how often they are of one fault
 * @param pairRecall of two episodes of one fault: how often they are in one incident
 * @param pairF harmonic mean of the two
 * @param fragments incidents per fault
 * @param leak share of the noise that is in an incident with an episode of a fault
 */
public record Score(
        int alerts,
        int faults,
        int incidents,
        int missing,
        double homogeneity,
        double completeness,
        double v,
        double pairPrecision,
        double pairRecall,
        double pairF,
        double fragments,
        double leak) {

    /** An episode with its start in whole seconds. */
    private record Key(String fingerprint, long second) {
        static Key of(Episode episode) {
            return new Key(episode.fingerprint(), Math.floorDiv(episode.startsAt(), 1_000));
        }
    }

    private record Cell(String fault, String incident) {}

    /**
     * Compares.
     *
     * @param truth fault of each episode; the empty string is noise
     * @param groups episodes by incident; the first that has an episode counts
     */
    static Score of(Map<Episode, String> truth, Map<String, Set<Episode>> groups) {
        Map<Key, String> found = new HashMap<>();
        groups.forEach(
                (incident, episodes) -> episodes.forEach(episode -> found.putIfAbsent(Key.of(episode), incident)));
        Map<Key, String> faultOf = new LinkedHashMap<>();
        truth.forEach((episode, fault) -> faultOf.put(Key.of(episode), fault));
        int missing = 0;
        for (Key key : faultOf.keySet()) {
            if (!found.containsKey(key)) {
                found.put(key, "missing " + missing++);
            }
        }
        Map<Cell, Long> cells = new HashMap<>();
        Map<String, Long> byFault = new HashMap<>();
        Map<String, Long> byIncident = new HashMap<>();
        faultOf.forEach((key, fault) -> {
            if (!fault.isEmpty()) {
                cells.merge(new Cell(fault, found.get(key)), 1L, Long::sum);
                byFault.merge(fault, 1L, Long::sum);
                byIncident.merge(found.get(key), 1L, Long::sum);
            }
        });
        return compare(cells, byFault, byIncident, groups.size(), missing, leak(faultOf, found, byIncident.keySet()));
    }

    private static Score compare(
            Map<Cell, Long> cells,
            Map<String, Long> byFault,
            Map<String, Long> byIncident,
            int incidents,
            int missing,
            double leak) {
        long n = byFault.values().stream().mapToLong(Long::longValue).sum();
        double mixed = 0;
        double spread = 0;
        for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
            double share = (double) cell.getValue() / n;
            mixed -= share
                    * Math.log((double) cell.getValue()
                            / byIncident.get(cell.getKey().incident()));
            spread -= share
                    * Math.log(
                            (double) cell.getValue() / byFault.get(cell.getKey().fault()));
        }
        double homogeneity = ratio(1, mixed, entropy(byFault.values(), n));
        double completeness = ratio(1, spread, entropy(byIncident.values(), n));
        double precision = part(pairs(cells.values()), pairs(byIncident.values()));
        double recall = part(pairs(cells.values()), pairs(byFault.values()));
        return new Score(
                (int) n,
                byFault.size(),
                incidents,
                missing,
                homogeneity,
                completeness,
                harmonic(homogeneity, completeness),
                precision,
                recall,
                harmonic(precision, recall),
                byFault.isEmpty() ? 0 : (double) cells.size() / byFault.size(),
                leak);
    }

    private static double leak(Map<Key, String> faultOf, Map<Key, String> found, Set<String> ofFaults) {
        Set<Key> noise = new HashSet<>();
        faultOf.forEach((key, fault) -> {
            if (fault.isEmpty()) {
                noise.add(key);
            }
        });
        long leaked =
                noise.stream().filter(key -> ofFaults.contains(found.get(key))).count();
        return noise.isEmpty() ? 0 : (double) leaked / noise.size();
    }

    private static double entropy(Collection<Long> sizes, long n) {
        return sizes.stream()
                .mapToDouble(size -> -(double) size / n * Math.log((double) size / n))
                .sum();
    }

    private static double ratio(double whole, double lost, double of) {
        return of == 0 ? whole : whole - lost / of;
    }

    private static long pairs(Collection<Long> sizes) {
        return sizes.stream().mapToLong(size -> size * (size - 1) / 2).sum();
    }

    private static double part(long part, long whole) {
        return whole == 0 ? 1 : (double) part / whole;
    }

    private static double harmonic(double one, double other) {
        return one + other == 0 ? 0 : 2 * one * other / (one + other);
    }

    /** One line, three digits. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "alerts=%d faults=%d incidents=%d missing=%d V=%.3f hom=%.3f com=%.3f pairP=%.3f pairR=%.3f pairF=%.3f"
                        + " frag=%.2f leak=%.3f",
                alerts,
                faults,
                incidents,
                missing,
                v,
                homogeneity,
                completeness,
                pairPrecision,
                pairRecall,
                pairF,
                fragments,
                leak);
    }
}
