package io.weir.core.decide;

import io.weir.core.ChronologicalMachine;
import io.weir.core.decide.TallyState.Awaited;
import io.weir.core.decide.TallyState.Minute;
import io.weir.schema.Tally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the account of a tenant: what became of all observations that were received in each minute. A minute is told
 * when it has been over for {@link #MARGIN_MS}, and again when something in it is settled later. Key: tenant.
 *
 * <p>What was awaited for {@link #PATIENCE_MS} in vain stays in flight for ever: then the last word about its minute says
 * so, and somebody should ask why.
 */
public final class TallyMachine extends ChronologicalMachine<TallyState, Count, Tally> {
    /** A minute is told so long after its end. */
    public static final long MARGIN_MS = 60_000;
    /** What is awaited is given up so long after its minute. */
    public static final long PATIENCE_MS = 3_600_000;

    @Override
    protected TallyState thaw(TallyState state) {
        return state == null ? new TallyState() : state.copy();
    }

    @Override
    protected boolean isEmpty(TallyState state) {
        return state.minutes.isEmpty();
    }

    @Override
    protected long timeOf(Count count) {
        return count.at();
    }

    @Override
    protected Long dueAt(TallyState state) {
        Long first = firstDue(state);
        return first == null ? null : Long.valueOf(dueAt(first, state.minutes.get(first)));
    }

    private static Long firstDue(TallyState state) {
        Long first = null;
        for (Map.Entry<Long, Minute> entry : state.minutes.entrySet()) {
            long due = dueAt(entry.getKey(), entry.getValue());
            long best = first == null ? Long.MAX_VALUE : dueAt(first, state.minutes.get(first));
            if (due < best || (due == best && first != null && entry.getKey() < first)) {
                first = entry.getKey();
            }
        }
        return first;
    }

    private static long dueAt(long first, Minute minute) {
        return minute.tellAt == null ? first + PATIENCE_MS : minute.tellAt;
    }

    @Override
    protected void due(TallyState state, long at, List<Tally> out) {
        Long first = firstDue(state);
        Minute minute = state.minutes.get(first);
        if (minute.tellAt != null) {
            out.add(tally(state.tenant, first, minute));
            minute.tellAt = null;
            if (minute.inFlight() > 0) {
                return;
            }
        }
        state.minutes.remove(first);
        state.awaited.values().removeIf(awaited -> awaited.minute() == first);
    }

    @Override
    protected void take(TallyState state, Count count, List<Tally> out) {
        state.tenant = count.tenant();
        switch (count.kind()) {
            case DONE -> {
                Minute minute = received(state, count);
                settle(minute, count, count.number());
            }
            case DEAD_LETTERED -> received(state, count).deadLettered += count.number();
            case AWAITED -> await(state, count);
            case SETTLED -> settled(state, count);
        }
    }

    private static Minute received(TallyState state, Count count) {
        Minute minute = state.minutes.computeIfAbsent(count.minute(), first -> new Minute());
        minute.received += count.number();
        if (minute.tellAt == null) {
            minute.tellAt = count.minute() + Count.MINUTE_MS + MARGIN_MS;
        }
        return minute;
    }

    private static void await(TallyState state, Count count) {
        received(state, count);
        Awaited before = state.awaited.get(count.episode());
        if (before != null || state.awaited.size() < TallyState.AWAITED_MAX) {
            long number = count.number() + (before == null ? 0 : before.number());
            state.awaited.put(count.episode(), new Awaited(count.minute(), number));
        }
    }

    /** One decision settles one observation; what nobody awaits was counted when it was received. */
    private static void settled(TallyState state, Count count) {
        Awaited awaited = state.awaited.remove(count.episode());
        if (awaited == null) {
            return;
        }
        if (awaited.number() > 1) {
            state.awaited.put(count.episode(), new Awaited(awaited.minute(), awaited.number() - 1));
        }
        Minute minute = state.minutes.get(awaited.minute());
        settle(minute, count, 1);
        if (minute.tellAt == null) {
            minute.tellAt = count.at() + MARGIN_MS;
        }
    }

    private static void settle(Minute minute, Count count, long number) {
        (count.held() ? minute.held : minute.outcomes).merge(count.word(), number, Long::sum);
    }

    private static Tally tally(String tenant, long first, Minute minute) {
        return new Tally(
                tenant,
                first,
                minute.received,
                new TreeMap<>(minute.outcomes),
                new TreeMap<>(minute.held),
                minute.deadLettered,
                minute.inFlight());
    }
}
