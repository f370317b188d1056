package io.weir.sink.glpi;

import io.weir.schema.TicketWish;
import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How to reach GLPI, and where each tenant's tickets go.
 *
 * @param url the REST API, ending in {@code /apirest.php}
 * @param appToken the API client's application token; null when the API client asks for none
 * @param userToken the remote access key of the user who writes tickets
 * @param webUrl GLPI's pages for people, for links; null means {@code url} without {@code /apirest.php}
 * @param tenants by tenant name
 * @param timeout longest time for one call
 * @param settle how long after an unclear answer GLPI may still write: must be longer than the request timeouts of GLPI's
 *     web server and PHP
 * @param maxConcurrent sessions, and so calls, at once
 * @param breaker when to leave GLPI alone
 * @param maintenance what happens to a computer's status in a downtime, for tenants that do not say; null for nothing
 */
public record GlpiOptions(
        String url,
        SecretRef appToken,
        SecretRef userToken,
        String webUrl,
        Map<String, Tenant> tenants,
        Duration timeout,
        Duration settle,
        int maxConcurrent,
        BreakerOptions breaker,
        Maintenance maintenance)
        implements Serializable {
    /** Longest time for one call, when nothing else is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    /** Longer than the 60 s at which stock nginx and php-fpm give up. */
    public static final Duration DEFAULT_SETTLE = Duration.ofSeconds(75);
    /** More clients make GLPI slower, not faster. */
    public static final int DEFAULT_CONCURRENT = 4;

    private static final String API = "/apirest.php";

    public GlpiOptions {
        Objects.requireNonNull(userToken, "userToken");
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw new IllegalArgumentException("url must be http or https: " + url);
        }
        if (webUrl == null) {
            webUrl = url.endsWith(API) ? url.substring(0, url.length() - API.length()) : url;
        }
        tenants = Map.copyOf(tenants);
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("maxConcurrent must be at least 1, not " + maxConcurrent);
        }
    }

    /** With every default. */
    public static GlpiOptions of(String url, SecretRef appToken, SecretRef userToken, Map<String, Tenant> tenants) {
        return new GlpiOptions(
                url,
                appToken,
                userToken,
                null,
                tenants,
                DEFAULT_TIMEOUT,
                DEFAULT_SETTLE,
                DEFAULT_CONCURRENT,
                BreakerOptions.DEFAULT,
                null);
    }

    /** The same with other times. */
    public GlpiOptions withTimes(Duration newTimeout, Duration newSettle) {
        return new GlpiOptions(
                url, appToken, userToken, webUrl, tenants, newTimeout, newSettle, maxConcurrent, breaker, maintenance);
    }

    /** The same with another breaker. */
    public GlpiOptions withBreaker(BreakerOptions newBreaker) {
        return new GlpiOptions(
                url, appToken, userToken, webUrl, tenants, timeout, settle, maxConcurrent, newBreaker, maintenance);
    }

    /** The same with no more calls at once than this. */
    public GlpiOptions withAtMost(int calls) {
        return new GlpiOptions(
                url,
                appToken,
                userToken,
                webUrl,
                tenants,
                timeout,
                settle,
                Math.min(calls, maxConcurrent),
                breaker,
                maintenance);
    }

    /** The same with something to do in downtimes. */
    public GlpiOptions withMaintenance(Maintenance newMaintenance) {
        return new GlpiOptions(
                url, appToken, userToken, webUrl, tenants, timeout, settle, maxConcurrent, breaker, newMaintenance);
    }

    /** What happens to a tenant's computers in a downtime; null for nothing. */
    public Maintenance maintenanceOf(String tenant) {
        Tenant owner = tenants.get(tenant);
        if (owner == null) {
            return null;
        }
        return owner.maintenance() == null ? maintenance : owner.maintenance();
    }

    /** Whether a downtime does anything to any computer. */
    public boolean maintains() {
        return maintenance != null || tenants.values().stream().anyMatch(tenant -> tenant.maintenance() != null);
    }

    /**
     * What a downtime does to computers.
     *
     * @param state GLPI's id of the status that says so
     * @param label the alerts' label that names the computer
     */
    public record Maintenance(int state, String label) implements Serializable {
        /** The label, when nothing else is said. */
        public static final String DEFAULT_LABEL = "instance";

        public Maintenance {
            label = label == null ? DEFAULT_LABEL : label;
            if (state < 1) {
                throw new IllegalArgumentException("state must be the id of a status, not " + state);
            }
        }
    }

    /**
     * Where a tenant's tickets go. All ids are GLPI's; null leaves the field to GLPI.
     *
     * @param entity the tenant's entity
     * @param category ITIL category
     * @param assignGroup group that gets the ticket
     * @param requester user who is named as requester
     * @param requestType request source
     * @param maintenance what happens to its computers' status in a downtime; null means what holds for all
     */
    public record Tenant(
            int entity,
            Integer category,
            Integer assignGroup,
            Integer requester,
            Integer requestType,
            Maintenance maintenance)
            implements Serializable {
        /** With nothing of its own to do in downtimes. */
        public Tenant(int entity, Integer category, Integer assignGroup, Integer requester, Integer requestType) {
            this(entity, category, assignGroup, requester, requestType, null);
        }

        /** An entity and nothing else. */
        public static Tenant entity(int id) {
            return new Tenant(id, null, null, null, null);
        }

        /** The same with what a rule book wishes, where it does; {@code wish} may be null. */
        Tenant with(TicketWish wish) {
            return wish == null
                    ? this
                    : new Tenant(
                            entity,
                            wish.category() == null ? category : wish.category(),
                            wish.assignGroup() == null ? assignGroup : wish.assignGroup(),
                            wish.requester() == null ? requester : wish.requester(),
                            requestType,
                            maintenance);
        }
    }
}
