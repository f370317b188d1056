package io.weir.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Machine;
import io.weir.core.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One machine for many keys, with at most one waking per key, as an engine would run it. Every step is held against
 * what a machine promises: it wakes later than now, and a forgotten key does not wake.
 */
public final class KeyedRun<S, I, O> {
    /** An alert that is held for a day asks 8,640 times whether it still is. */
    private static final int SILENT_MAX = 20_000;

    private final Machine<S, I, O> machine;
    private final Map<String, Step<S, O>> last = new HashMap<>();

    /** @param machine asked for every key */
    public KeyedRun(Machine<S, I, O> machine) {
        this.machine = machine;
    }

    /** Gives an input. */
    public List<O> accept(String key, I input, long at) {
        Step<S, O> before = last.get(key);
        return keep(key, machine.accept(before == null ? null : before.next(), input, at), at);
    }

    /** Wakes one key at all instants that it asked for, up to and including {@code upTo}. */
    public List<O> passTo(String key, long upTo) {
        List<O> out = new ArrayList<>();
        int silent = 0;
        for (Step<S, O> step = last.get(key); due(step, upTo); step = last.get(key)) {
            List<O> said = keep(key, machine.wake(step.next(), step.wakeAt()), step.wakeAt());
            silent = said.isEmpty() ? silent + 1 : 0;
            assertThat(silent).as("wakings in a row that say nothing").isLessThan(SILENT_MAX);
            out.addAll(said);
        }
        return out;
    }

    /** Wakes all keys, in the order of their names. */
    public List<O> passTo(long upTo) {
        List<O> out = new ArrayList<>();
        new TreeSet<>(last.keySet()).forEach(key -> out.addAll(passTo(key, upTo)));
        return out;
    }

    /** What is known by key. */
    public Map<String, S> states() {
        Map<String, S> states = new HashMap<>();
        last.forEach((key, step) -> states.put(key, step.next()));
        return states;
    }

    /** When a key wakes next; null when it does not. */
    public Long wakeAt(String key) {
        Step<S, O> step = last.get(key);
        return step == null ? null : step.wakeAt();
    }

    private static boolean due(Step<?, ?> step, long upTo) {
        return step != null && step.wakeAt() != null && step.wakeAt() <= upTo;
    }

    private List<O> keep(String key, Step<S, O> step, long at) {
        if (step.wakeAt() != null) {
            assertThat(step.next()).as("a forgotten key does not wake").isNotNull();
            assertThat(step.wakeAt()).as("wakes later than now").isGreaterThan(at);
        }
        if (step.next() == null) {
            last.remove(key);
        } else {
            last.put(key, step);
        }
        return step.out();
    }
}
