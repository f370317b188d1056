package io.weir.pipeline.correlate;

import io.weir.core.decide.TallyMachine;
import io.weir.schema.Tally;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The accounts as metrics, per tenant: {@code weir.tenant.T.tally_in_flight}, what was received in minutes that are told
 * and not settled, and {@code tally_unaccounted}, how much of that nobody decided within
 * {@link TallyMachine#PATIENCE_MS}, or was decided twice. The second one stays 0 as long as nothing is lost. Known since
 * the task began only: what an earlier life told is not told again unless it changes.
 */
final class TallyMetrics {
    private final MetricGroup group;
    private final Map<String, Account> accounts = new HashMap<>();

    TallyMetrics(MetricGroup operator) {
        group = operator.addGroup("weir");
    }

    /** Something of a tenant is counted: its account begins at 0, long before there is a tally. */
    void count(String tenant) {
        account(tenant);
    }

    /** A tally is told. */
    void told(Tally tally) {
        account(tally.tenant()).told(tally);
    }

    private Account account(String tenant) {
        return accounts.computeIfAbsent(tenant, t -> new Account(group.addGroup("tenant", t)));
    }

    private static final class Account {
        /** By minute, what is in flight; at most the minutes of one hour. */
        private final TreeMap<Long, Long> open = new TreeMap<>();

        private final Counter unaccounted;
        private volatile long inFlight;

        Account(MetricGroup tenant) {
            unaccounted = tenant.counter("tally_unaccounted");
            tenant.gauge("tally_in_flight", () -> inFlight);
        }

        void told(Tally tally) {
            if (tally.inFlight() < 0) {
                unaccounted.inc(-tally.inFlight());
            }
            if (tally.inFlight() > 0) {
                open.put(tally.minute(), tally.inFlight());
            } else {
                open.remove(tally.minute());
            }
            // the newest minute tells the time
            giveUpBefore(Math.max(tally.minute(), open.isEmpty() ? 0 : open.lastKey()) - TallyMachine.PATIENCE_MS);
            inFlight = open.values().stream().mapToLong(Long::longValue).sum();
        }

        private void giveUpBefore(long minute) {
            for (Iterator<Long> given = open.headMap(minute).values().iterator(); given.hasNext(); ) {
                unaccounted.inc(given.next());
                given.remove();
            }
        }
    }
}
