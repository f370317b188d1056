package io.weir.sink.glpi;

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
        BreakerOptions breaker)
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
                BreakerOptions.DEFAULT);
    }

    /** The same with other times. */
    public GlpiOptions withTimes(Duration newTimeout, Duration newSettle) {
        return new GlpiOptions(
                url, appToken, userToken, webUrl, tenants, newTimeout, newSettle, maxConcurrent, breaker);
    }

    /** The same with another breaker. */
    public GlpiOptions withBreaker(BreakerOptions newBreaker) {
        return new GlpiOptions(url, appToken, userToken, webUrl, tenants, timeout, settle, maxConcurrent, newBreaker);
    }

    /**
     * Where a tenant's tickets go. All ids are GLPI's; null leaves the field to GLPI.
     *
     * @param entity the tenant's entity
     * @param category ITIL category
     * @param assignGroup group that gets the ticket
     * @param requester user who is named as requester
     * @param requestType request source
     */
    public record Tenant(int entity, Integer category, Integer assignGroup, Integer requester, Integer requestType)
            implements Serializable {
        /** An entity and nothing else. */
        public static Tenant entity(int id) {
            return new Tenant(id, null, null, null, null);
        }
    }
}
