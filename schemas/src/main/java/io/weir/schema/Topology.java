package io.weir.schema;

import java.util.List;

/**
 * What depends on what in one tenant.
 *
 * @param edges each pair once
 */
public record Topology(@Required List<Edge> edges) {

    /**
     * One dependency between two entities, named as the alerts' labels name them (an instance, a service).
     *
     * @param from what depends
     * @param to what it depends on
     */
    public record Edge(@Required String from, @Required String to) {}
}
