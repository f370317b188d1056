package io.weir.e2e.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What goes wrong, and in which order; the same seed gives the same plan.
 *
 * @param seed of all that is random in the run
 * @param faults one after the other
 */
record FaultPlan(long seed, List<Planned> faults) {
    FaultPlan {
        faults = List.copyOf(faults);
    }

    /**
     * One fault.
     *
     * @param hold how long it lasts; zero for a kill
     * @param gap how long afterwards the next one comes
     * @param choice which of several equals it is, any number
     */
    record Planned(Fault fault, Duration hold, Duration gap, int choice) {}

    /** Eight, each part and each kind of thing once, in any order. */
    static FaultPlan few(long seed) {
        Random random = new Random(seed);
        List<Fault> kinds = new ArrayList<>(
                EnumSet.complementOf(EnumSet.of(Fault.PAUSE_JOB_MANAGER, Fault.PAUSE_BRIDGE, Fault.KILL_BROKER)));
        Collections.shuffle(kinds, random);
        List<Planned> faults = new ArrayList<>();
        for (Fault kind : kinds) {
            Duration hold = kind == Fault.BROKER_AWAY ? Duration.ofSeconds(20) : seconds(random, 3, 6);
            faults.add(planned(kind, hold, seconds(random, 1, 3), random));
        }
        return new FaultPlan(seed, faults);
    }

    /**
     * So many, each kind several times and the broker away once, for {@code away}.
     *
     * @param count of all
     */
    static FaultPlan of(long seed, int count, Duration away) {
        Random random = new Random(seed);
        Set<Fault> usual = EnumSet.complementOf(EnumSet.of(Fault.BROKER_AWAY));
        List<Fault> kinds = new ArrayList<>();
        while (kinds.size() < count - 1) {
            kinds.addAll(usual);
        }
        List<Fault> order = new ArrayList<>(kinds.subList(0, count - 1));
        Collections.shuffle(order, random);
        order.add(count / 4 + random.nextInt(count / 2), Fault.BROKER_AWAY);
        List<Planned> faults = new ArrayList<>();
        for (Fault kind : order) {
            Duration hold = switch (kind) {
                case BROKER_AWAY -> away;
                // beyond heartbeats, leases and what checkpoints are forgiven, or not
                case PAUSE_TASK_MANAGER, PAUSE_JOB_MANAGER, FILL_CHECKPOINTS -> seconds(random, 2, 20);
                default -> seconds(random, 2, 10);
            };
            faults.add(planned(kind, hold, seconds(random, 1, 8), random));
        }
        return new FaultPlan(seed, faults);
    }

    private static Planned planned(Fault kind, Duration hold, Duration gap, Random random) {
        return new Planned(kind, kind.kills() ? Duration.ZERO : hold, gap, random.nextInt(1000));
    }

    private static Duration seconds(Random random, int least, int most) {
        return Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least)));
    }
}
