package io.weir.bridge.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Alert;
import io.weir.schema.IncidentGlance;
import io.weir.schema.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The alerts of one tenant. */
final class TenantAlerts {
    private record Holding(String downtimeId, long at) {}

    private record Membership(String incidentId, long joinedAt) {}

    /** Of an entry, beside its record. */
    private static final int BYTES_OF_ONE = 600;

    private final int capacity;
    private final BoundedIndex<AlertState> index;
    private final Map<String, Holding> holdings = new ConcurrentHashMap<>();
    private final Map<String, Membership> memberships = new ConcurrentHashMap<>();

    /**
     * An alert together with its name in the list.
     *
     * @param fingerprint of the alert
     * @param entry what was observed
     */
    record AlertState(String fingerprint, AlertEntry entry) {
        private long bytes() {
            return (long) BYTES_OF_ONE + entry.record().length;
        }
    }

    TenantAlerts(int capacity, MemoryBudget budget, Consumer<String> evicted) {
        this.capacity = capacity;
        this.index = new BoundedIndex<>(capacity, budget, AlertState::bytes, gone -> {
            holdings.remove(gone.fingerprint);
            memberships.remove(gone.fingerprint);
            evicted.accept("alert");
        });
    }

    void observed(String fingerprint, byte[] record, AlertGlance glance, long timestamp) {
        AlertState before = index.get(fingerprint);
        AlertEntry entry = AlertEntry.after(before == null ? null : before.entry, record, glance, timestamp);
        index.put(new Position(entry.since(), fingerprint), new AlertState(fingerprint, entry), !glance.firing());
    }

    void episode(Receipt receipt) {
        if ("held".equals(receipt.state())) {
            makeRoom(holdings);
            holdings.put(receipt.fingerprint(), new Holding(receipt.downtimeId(), receipt.at()));
        } else {
            holdings.remove(receipt.fingerprint());
        }
    }

    void members(IncidentGlance incident) {
        makeRoom(memberships);
        for (IncidentGlance.Listed member : incident.members()) {
            memberships.merge(
                    member.fingerprint(),
                    new Membership(incident.incidentId(), member.joinedAt()),
                    (held, found) -> found.joinedAt >= held.joinedAt ? found : held);
        }
    }

    /** What is known of alerts that are not in the list may go. */
    private void makeRoom(Map<String, ?> map) {
        if (map.size() > 2 * capacity) {
            map.keySet().removeIf(fingerprint -> index.get(fingerprint) == null);
        }
    }

    /** Null when it is not known. */
    AlertState get(String fingerprint) {
        return index.get(fingerprint);
    }

    Page<AlertState> page(Position after, int limit, AlertStatusFilter filter, long now) {
        return index.page(after, limit, alert -> filter.takes(state(alert, now)));
    }

    /** {@code mayGoOn} is asked before each alert that fires; once it says no, this one and the others are left out. */
    MatchingAlerts firing(
            Predicate<Map<String, String>> wanted,
            int most,
            long now,
            BooleanSupplier mayGoOn,
            Function<AlertState, ObjectNode> shown) {
        AtomicBoolean complete = new AtomicBoolean(true);
        List<AlertState> matching = index.all(alert -> {
            if (alert.entry.over(now) || !complete.get()) {
                return false;
            }
            complete.set(mayGoOn.getAsBoolean());
            return complete.get() && wanted.test(Documents.labels(alert.entry.record()));
        });
        List<ObjectNode> first = new ArrayList<>();
        long bytes = 0;
        for (AlertState alert : matching) {
            bytes += alert.bytes();
            if (first.size() == most || (!first.isEmpty() && bytes > BoundedIndex.MOST_BYTES_OF_A_PAGE)) {
                break;
            }
            first.add(shown.apply(alert));
        }
        return new MatchingAlerts(matching.size(), complete.get(), first);
    }

    /** All whose newest observation is wanted, newest episode first. */
    List<ObservedAlert> observed(Predicate<Alert> wanted, long now) {
        return index.all(alert -> true).stream()
                .map(alert -> ObservedAlert.of(alert.entry, now))
                .filter(observed -> wanted.test(observed.last()))
                .toList();
    }

    Map<String, Integer> heldByDowntime(long now) {
        Map<String, Integer> held = new HashMap<>();
        for (String fingerprint : holdings.keySet()) {
            AlertState alert = index.get(fingerprint);
            String downtime = alert == null || alert.entry.over(now) ? null : downtime(alert);
            if (downtime != null) {
                held.merge(downtime, 1, Integer::sum);
            }
        }
        return held;
    }

    /** {@code firing}, {@code resolved} or {@code held}. */
    String state(AlertState alert, long now) {
        if (alert.entry.over(now)) {
            return AlertStatusFilter.RESOLVED.word();
        }
        return downtime(alert) == null ? AlertStatusFilter.FIRING.word() : AlertStatusFilter.HELD.word();
    }

    /** The downtime that holds the present episode, null when none does. */
    String downtime(AlertState alert) {
        Holding holding = holdings.get(alert.fingerprint);
        return holding != null && holding.at >= alert.entry.resolvedAt() ? holding.downtimeId : null;
    }

    /** The newest incident it belongs to, null when none is known. */
    String incident(AlertState alert) {
        Membership membership = memberships.get(alert.fingerprint);
        return membership == null ? null : membership.incidentId;
    }

    int size() {
        return index.size();
    }
}
