package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.core.ChronologicalMachine;
import io.weir.core.Machine;
import io.weir.core.Step;
import io.weir.core.inhibit.IdentityState;
import io.weir.core.inhibit.InhibitState;
import io.weir.core.remediate.RemediateState;
import io.weir.core.scope.Piece;
import io.weir.core.scope.ScopeState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine whose states are compared before and after each call, and whose maps are turned around between calls. Beside
 * it the same machine goes on with states that are given away, and at times are taken apart and put together again.
 */
final class Watched<S, I, O> implements Machine<S, I, O> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final int APART_EVERY = 5;

    private final Machine<S, I, O> machine;
    private final IdentityHashMap<S, S> beside = new IdentityHashMap<>();
    private final IdentityHashMap<ScopeState, Map<String, Piece>> journals = new IdentityHashMap<>();
    private int calls;

    Watched(Machine<S, I, O> machine) {
        this.machine = machine;
    }

    @Override
    public Step<S, O> accept(S state, I input, long at) {
        String before = json(state);
        Step<S, O> step = machine.accept(state, input, at);
        assertThat(json(state)).as("the state that was given").isEqualTo(before);
        if (machine instanceof ChronologicalMachine<?, ?, ?>) {
            goOnBeside(state, input, at, step);
        }
        return turned(step);
    }

    @Override
    public Step<S, O> wake(S state, long at) {
        String before = json(state);
        Step<S, O> step = machine.wake(state, at);
        assertThat(json(state)).as("the state that was given").isEqualTo(before);
        if (machine instanceof ChronologicalMachine<?, ?, ?>) {
            goOnBeside(state, List.of(), at, step);
        }
        return turned(step);
    }

    @SuppressWarnings("unchecked")
    private void goOnBeside(S state, Object burst, long at, Step<S, O> step) {
        ChronologicalMachine<S, Object, O> inPlace = (ChronologicalMachine<S, Object, O>) machine;
        S own = state == null ? null : beside.remove(state);
        if (own == null && state != null) {
            own = inPlace.copyOf(state);
        }
        Step<S, O> other = inPlace.goOn(own, (List<Object>) burst, at);
        assertThat(other.out()).as("said with a state that was given away").isEqualTo(step.out());
        assertThat(other.wakeAt()).isEqualTo(step.wakeAt());
        assertThat(json(other.next())).as("a state that was given away").isEqualTo(json(step.next()));
        if (step.next() != null) {
            beside.put(step.next(), calls++ % APART_EVERY == 0 ? putTogether(other.next()) : other.next());
        }
    }

    /** As a state is written and read: what became of its pieces is enough to know them. */
    @SuppressWarnings("unchecked")
    private S putTogether(S state) {
        if (!(state instanceof ScopeState scope)) {
            return state;
        }
        Map<String, Piece> journal = journals.getOrDefault(scope, new HashMap<>());
        scope.takeChanges().forEach((name, piece) -> {
            if (piece == null) {
                journal.remove(name);
            } else {
                journal.put(name, piece);
            }
        });
        assertThat(journal).as("pieces by what became of them").isEqualTo(scope.pieces());
        ScopeState together = scope.withoutPieces().with(journal);
        journals.remove(scope);
        journals.put(together, journal);
        return (S) together;
    }

    private Step<S, O> turned(Step<S, O> step) {
        if (step.next() instanceof ScopeState scope) {
            scope.incidents.forEach(incident -> {
                incident.current = turned(incident.current);
                incident.untracked = turned(incident.untracked);
                incident.untrackedBeneath = turned(incident.untrackedBeneath);
                incident.facts = turned(incident.facts);
                incident.playbooks = turned(incident.playbooks);
                incident.scope = turned(incident.scope);
                if (incident.wishes != null) {
                    incident.wishes.unseen = turned(incident.wishes.unseen);
                }
            });
        }
        if (step.next() instanceof RemediateState remediate) {
            remediate.attempts = turned(remediate.attempts);
            remediate.coolUntil = turned(remediate.coolUntil);
        }
        if (step.next() instanceof InhibitState inhibit) {
            inhibit.firing = turned(inhibit.firing);
        }
        if (step.next() instanceof IdentityState identity) {
            identity.variants = turned(identity.variants);
        }
        return step;
    }

    private static <K extends Comparable<K>, V> Map<K, V> turned(Map<K, V> map) {
        List<K> keys = new ArrayList<>(map.keySet());
        Collections.sort(keys, Collections.reverseOrder());
        if (keys.size() > 1) {
            Collections.rotate(keys, keys.get(0).hashCode() % keys.size());
        }
        Map<K, V> turned = new LinkedHashMap<>();
        keys.forEach(key -> turned.put(key, map.get(key)));
        return turned;
    }

    private static String json(Object state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a state must be plain data", e);
        }
    }
}
