package io.weir.sink.notify;

import io.weir.schema.Matcher;
import io.weir.schema.Severity;
import java.io.Serializable;
import java.util.List;

/**
 * Which incidents go to which channels.
 *
 * @param severities worst severities that it takes; empty for all
 * @param match matchers in their notation, all of which one alert of the incident has to satisfy; empty for all
 * @param channels names of channels of the same tenant, at least one
 * @param phases what is told, at least one; null for all
 */
public record Route(List<Severity> severities, List<String> match, List<String> channels, List<Phase> phases)
        implements Serializable {
    public Route {
        severities = severities == null ? List.of() : List.copyOf(severities);
        match = match == null ? List.of() : List.copyOf(match);
        match.forEach(Matcher::parse);
        if (channels == null || channels.isEmpty()) {
            throw new IllegalArgumentException("routes[].channels: expected at least one");
        }
        channels = List.copyOf(channels);
        phases = phases == null ? Phase.ALL : List.copyOf(phases);
    }
}
