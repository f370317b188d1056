package io.weir.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are switched on, oldest first. Thread-safe. */
public final class FaultPlan {
    private final List<Fault> faults = new ArrayList<>();

    /** Switches a fault on; it takes effect with the next request. */
    public synchronized void add(Fault fault) {
        faults.add(fault);
    }

    /** The faults still waiting for requests, with the times they have left. */
    public synchronized List<Fault> active() {
        return List.copyOf(faults);
    }

    /** Switches all faults off. */
    public synchronized void clear() {
        faults.clear();
    }

    /** The oldest fault for this request, using up one of its times. */
    synchronized Optional<Fault> take(String target, String method, String path) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.matches(target, method, path)) {
                if (fault.times() == 1) {
                    faults.remove(i);
                } else if (fault.times() > 1) {
                    faults.set(i, fault.times(fault.times() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
