package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.core.Machine;
import io.weir.core.Step;
import io.weir.core.inhibit.IdentityState;
import io.weir.core.inhibit.InhibitState;
import io.weir.core.remediate.RemediateState;
import io.weir.core.scope.ScopeState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine whose states are compared before and after each call, and whose maps are turned around between calls. */
final class Watched<S, I, O> implements Machine<S, I, O> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Machine<S, I, O> machine;

    Watched(Machine<S, I, O> machine) {
        this.machine = machine;
    }

    @Override
    public Step<S, O> accept(S state, I input, long at) {
        String before = json(state);
        Step<S, O> step = machine.accept(state, input, at);
        assertThat(json(state)).as("the state that was given").isEqualTo(before);
        return turned(step);
    }

    @Override
    public Step<S, O> wake(S state, long at) {
        String before = json(state);
        Step<S, O> step = machine.wake(state, at);
        assertThat(json(state)).as("the state that was given").isEqualTo(before);
        return turned(step);
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
