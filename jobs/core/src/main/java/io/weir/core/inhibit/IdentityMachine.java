package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.inhibit.IdentityState.Variant;
import io.weir.schema.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes one alert of all those that differ only in labels that do not count. Stands between Track and
 * {@link InhibitMachine}. Key: {@link #keyOf}.
 *
 * <p>The first one that fires stands for all: its labels, scope and severity are told, under the identity as
 * fingerprint. Those that start while it fires add nothing. It is over when none of them fires any more, stale if one
 * was, gone at its source if one was and none was stale, and flaps while one of them does. Of one that is over already nothing is kept.
 */
public final class IdentityMachine extends SettlingMachine<IdentityState> {
    /** Alerts kept one by one; of those beyond only the number. */
    public static final int MOST = 1_000;

    /** The identity of an event; null when it goes past this machine. */
    public static String keyOf(EpisodeEvent event) {
        return event.route() == null || event.route().identity() == null
                ? null
                : Topics.key(event.tenant(), event.route().identity());
    }

    @Override
    protected IdentityState thaw(IdentityState state) {
        return state == null ? new IdentityState() : state.copy();
    }

    @Override
    protected boolean isEmpty(IdentityState state) {
        return !state.fires();
    }

    @Override
    List<EpisodeEvent> heard(IdentityState state) {
        return state.heard;
    }

    /** Those that fire after the instant come first: as one takes over from another, the alert goes on. */
    @Override
    void settle(IdentityState state, List<EpisodeEvent> told, long at, List<InhibitOutput> out) {
        Map<String, List<EpisodeEvent>> byVariant = new TreeMap<>();
        told.forEach(event -> byVariant
                .computeIfAbsent(event.fingerprint(), f -> new ArrayList<>())
                .add(event));
        byVariant.values().stream()
                .sorted(Comparator.comparing(IdentityMachine::ends))
                .forEach(events -> events.forEach(event -> hear(state, event, out)));
        if (state.fires()) {
            boolean flapping = state.variants.values().stream().anyMatch(Variant::flapping);
            if (flapping != state.flapping) {
                state.flapping = flapping;
                EpisodeEvent shown = state.shown;
                out.add(InhibitOutput.of(EpisodeEvent.changed(
                        at,
                        shown.tenant(),
                        shown.scopeKey(),
                        shown.fingerprint(),
                        shown.startsAt(),
                        flapping,
                        shown.route())));
            }
        }
    }

    private static boolean ends(List<EpisodeEvent> events) {
        return events.get(events.size() - 1).kind() == EpisodeEvent.Kind.ENDED;
    }

    private static void hear(IdentityState state, EpisodeEvent event, List<InhibitOutput> out) {
        switch (event.kind()) {
            case STARTED -> started(state, event, out);
            case ENDED -> ended(state, event, out);
            case CHANGED ->
                state.variants.computeIfPresent(
                        event.fingerprint(), (f, variant) -> new Variant(variant.startsAt(), event.flapping()));
            case MOVED, ACKNOWLEDGED -> throw new IllegalArgumentException("not told by Track: " + event.kind());
        }
    }

    private static void started(IdentityState state, EpisodeEvent event, List<InhibitOutput> out) {
        boolean first = !state.fires();
        if (!event.onset().over()) {
            if (state.variants.size() < MOST) {
                state.variants.put(event.fingerprint(), new Variant(event.startsAt(), event.flapping()));
            } else {
                state.beyond++;
            }
        }
        String identity = event.route().identity();
        if (!first) {
            out.add(InhibitOutput.of(Explained.sameAs(event, identity)));
            return;
        }
        EpisodeEvent shown = EpisodeEvent.started(
                event.at(),
                event.tenant(),
                event.scopeKey(),
                identity,
                event.startsAt(),
                event.flapping(),
                event.onset(),
                null);
        if (!event.onset().over()) {
            state.shown = shown;
            state.flapping = event.flapping();
        }
        out.add(InhibitOutput.of(event.endsAt() == null ? shown : shown.withEnd(event.endsAt())));
    }

    private static void ended(IdentityState state, EpisodeEvent event, List<InhibitOutput> out) {
        if (state.variants.remove(event.fingerprint()) == null) {
            if (state.beyond == 0) {
                // of what was over when it started nobody waits for an end
                return;
            }
            state.beyond--;
        }
        state.stale |= event.ending() == Ending.STALE;
        state.gone = event.ending() == Ending.GONE ? Boolean.TRUE : state.gone;
        if (state.fires()) {
            return;
        }
        EpisodeEvent shown = state.shown;
        state.shown = null;
        out.add(InhibitOutput.of(EpisodeEvent.ended(
                event.at(),
                shown.tenant(),
                shown.scopeKey(),
                shown.fingerprint(),
                shown.startsAt(),
                event.endsAt(),
                ending(state, event),
                shown.route())));
    }

    /** What is known least well decides. */
    private static Ending ending(IdentityState state, EpisodeEvent last) {
        if (state.stale) {
            return Ending.STALE;
        }
        return Boolean.TRUE.equals(state.gone) ? Ending.GONE : last.ending();
    }
}
