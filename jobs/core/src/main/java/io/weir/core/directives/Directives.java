package io.weir.core.directives;

import io.weir.core.topology.Graph;
import io.weir.schema.rules.RuleBook;
import java.util.Map;

/** The rules, downtimes and topologies in force at an instant. */
public interface Directives {

    /** The tenant's rule book in force at {@code at}; never null. */
    RuleBook rulesAt(String tenant, long at);

    /** The tenant's topology in force at {@code at}; empty when it has none, never null. */
    Graph topologyAt(String tenant, long at);

    /**
     * The downtime that holds an alert at {@code at}, of several the one whose window ends last; null when none does.
     *
     * @param labels of the alert, with what the rule book in force adds to them
     */
    DowntimeWindow downtimeAt(String tenant, Map<String, String> labels, long at);
}
