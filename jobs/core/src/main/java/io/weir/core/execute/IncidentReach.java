package io.weir.core.execute;

import java.util.ArrayList;
import java.util.List;

/**
 * The hosts that were remediated for one incident.
 *
 * @param hosts names, each once
 * @param at when the last one was added, milliseconds since the epoch
 */
public record IncidentReach(List<String> hosts, long at) {
    /** With one host more. */
    IncidentReach with(String host, long now) {
        List<String> all = new ArrayList<>(hosts);
        if (!all.contains(host)) {
            all.add(host);
        }
        return new IncidentReach(all, now);
    }
}
