package io.weir.pipeline.deliver;

import io.weir.schema.Incident;
import io.weir.schema.Matcher;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.notify.Channel;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Phase;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which channels an incident goes to. A tenant's incidents go to its own channels only. */
final class NotificationRoutes {
    private final Map<String, Set<String>> channels = new HashMap<>();
    private final Map<String, List<Compiled>> routes = new HashMap<>();

    private record Compiled(List<Severity> severities, List<Matcher> match, List<String> channels, List<Phase> phases) {
        boolean takes(Incident incident) {
            return (severities.isEmpty() || severities.contains(incident.severity()))
                    && (match.isEmpty() || views(incident).anyMatch(this::matches));
        }

        private boolean matches(Map<String, String> labels) {
            return match.stream().allMatch(matcher -> matcher.matches(labels));
        }
    }

    NotificationRoutes(NotificationOptions options) {
        options.tenants().forEach((name, tenant) -> {
            channels.put(name, tenant.channels().stream().map(Channel::name).collect(Collectors.toSet()));
            routes.put(
                    name,
                    tenant.routes().stream()
                            .map(route -> new Compiled(
                                    route.severities(),
                                    route.match().stream().map(Matcher::parse).toList(),
                                    route.channels(),
                                    route.phases()))
                            .toList());
        });
    }

    /** Whether anybody is told of this tenant's incidents. */
    boolean concerns(String tenant) {
        return !channels.getOrDefault(tenant, Set.of()).isEmpty();
    }

    /** Whether the tenant has this channel. */
    boolean has(String tenant, String channel) {
        return channels.getOrDefault(tenant, Set.of()).contains(channel);
    }

    /** The channels that the incident as it is now goes to, in order of their names, with what they want told of it. */
    Map<String, Set<Phase>> of(Incident incident) {
        Map<String, Set<Phase>> wanted = new TreeMap<>();
        for (Compiled route : routes.getOrDefault(incident.tenant(), List.of())) {
            if (route.takes(incident)) {
                route.channels()
                        .forEach(channel -> wanted.computeIfAbsent(channel, any -> EnumSet.noneOf(Phase.class))
                                .addAll(route.phases()));
            }
        }
        return wanted;
    }

    /** What matchers see: the incident's own labels and facts, together with those of one alert at a time. */
    private static Stream<Map<String, String>> views(Incident incident) {
        Map<String, String> own = new HashMap<>(incident.scope());
        if (incident.facts() != null) {
            own.putAll(incident.facts());
        }
        if (incident.members().isEmpty()) {
            return Stream.of(own);
        }
        return incident.members().stream().map(Member::labels).map(labels -> {
            Map<String, String> all = new HashMap<>(labels);
            all.putAll(own);
            return all;
        });
    }
}
