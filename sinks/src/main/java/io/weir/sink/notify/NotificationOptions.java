package io.weir.sink.notify;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom to tell of which incidents, and how.
 *
 * @param tenants by tenant name; nobody is told of another tenant's incidents
 * @param smtp the server that takes e-mail; null when no channel needs one
 * @param giveUpAfterMs how old news may be when it is told, milliseconds; null means an hour
 * @param timeoutMs longest time for a step of a call, milliseconds; null means 10 s
 */
public record NotificationOptions(Map<String, Tenant> tenants, Smtp smtp, Long giveUpAfterMs, Long timeoutMs)
        implements Serializable {
    /** A page that comes later is noise. */
    public static final long DEFAULT_GIVE_UP_MS = 3_600_000;
    /** Longest time for a step of a call, when nothing else is said. */
    public static final long DEFAULT_TIMEOUT_MS = 10_000;

    public NotificationOptions {
        tenants = tenants == null ? Map.of() : Map.copyOf(tenants);
        giveUpAfterMs = giveUpAfterMs == null ? Long.valueOf(DEFAULT_GIVE_UP_MS) : giveUpAfterMs;
        timeoutMs = timeoutMs == null ? Long.valueOf(DEFAULT_TIMEOUT_MS) : timeoutMs;
        if (giveUpAfterMs < 1 || timeoutMs < 1) {
            throw new IllegalArgumentException("giveUpAfterMs and timeoutMs: expected more than 0");
        }
        boolean mails = tenants.values().stream()
                .flatMap(tenant -> tenant.channels().stream())
                .anyMatch(channel -> channel.email() != null);
        if (mails && smtp == null) {
            throw new IllegalArgumentException("smtp: expected a server, for there are channels of e-mail");
        }
    }

    /** Whether anybody could be told anything. */
    public boolean any() {
        return tenants.values().stream().anyMatch(tenant -> !tenant.channels().isEmpty());
    }

    /**
     * A tenant's channels and routes.
     *
     * @param channels each with a name of its own
     * @param routes every one that matches counts
     */
    public record Tenant(List<Channel> channels, List<Route> routes) implements Serializable {
        public Tenant {
            channels = channels == null ? List.of() : List.copyOf(channels);
            routes = routes == null ? List.of() : List.copyOf(routes);
            Set<String> names = new HashSet<>();
            for (Channel channel : channels) {
                if (!names.add(channel.name())) {
                    throw new IllegalArgumentException("channel " + channel.name() + ": the name is taken");
                }
            }
            for (Route route : routes) {
                for (String channel : route.channels()) {
                    if (!names.contains(channel)) {
                        throw new IllegalArgumentException("routes[].channels: the tenant has no channel " + channel);
                    }
                }
            }
        }
    }
}
