package io.weir.app.bench.scale;

import io.weir.schema.Tally;
import java.util.HashMap;
import java.util.Map;

/** The account of what was received, as the tallies tell it: of each tenant and minute the last one counts. */
final class Ledger {
    private final Map<String, Tally> last = new HashMap<>();

    /** Takes the next tally of the topic. */
    void add(Tally tally) {
        last.put(tally.tenant() + '|' + tally.minute(), tally);
    }

    /** Observations that were received. */
    long received() {
        return last.values().stream().mapToLong(Tally::received).sum();
    }

    /** Of those the ones of which the outcome is told. */
    long accountedFor() {
        return last.values().stream()
                .mapToLong(tally -> sum(tally.outcomes()) + sum(tally.held()) + tally.deadLettered())
                .sum();
    }

    /** Those that still wait for a decision. */
    long inFlight() {
        return last.values().stream().mapToLong(Tally::inFlight).sum();
    }

    /**
     * How many of the acknowledged ones have no outcome; below 0 when there are outcomes of more than was ever sent.
     *
     * @param sentAgain alerts that may be there twice, since their request was refused and sent again
     */
    long unaccounted(long acknowledged, long sentAgain) {
        long missing = acknowledged - accountedFor();
        return missing >= 0 ? missing : Math.min(0, missing + sentAgain);
    }

    private static long sum(Map<String, Long> numbers) {
        return numbers.values().stream().mapToLong(Long::longValue).sum();
    }
}
