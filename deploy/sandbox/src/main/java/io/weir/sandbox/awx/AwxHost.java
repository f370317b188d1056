package io.weir.sandbox.awx;

import java.util.Map;

/** A host of an inventory with its variables, for example {@code ansible_connection=local}. */
public record AwxHost(int id, String name, Map<String, String> variables, boolean enabled) {
    public AwxHost {
        variables = Map.copyOf(variables);
    }

    /** An enabled host. */
    public AwxHost(int id, String name, Map<String, String> variables) {
        this(id, name, variables, true);
    }
}
