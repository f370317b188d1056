package io.weir.sink.awx;

import io.weir.sink.BreakerOptions;
import io.weir.sink.SecretRef;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How to reach AWX, and what each tenant may start.
 *
 * @param url origin, for example {@code https://awx.example.org}
 * @param basePath {@code /api/v2/}, or {@code /api/controller/v2/} behind a gateway
 * @param auth who we are
 * @param tenants by tenant name; a tenant that is not listed may start nothing
 * @param timeout longest time for one call
 * @param settle how long after an unclear launch AWX may still make a job of it
 * @param preflightFor how long a template's launch settings are remembered
 * @param breaker when to leave AWX alone
 * @param runTimeout how long a playbook may run before its job is cancelled
 * @param guardrails how much may happen at once, for tenants that have none of their own
 */
public record AwxOptions(
        String url,
        String basePath,
        Auth auth,
        Map<String, Tenant> tenants,
        Duration timeout,
        Duration settle,
        Duration preflightFor,
        BreakerOptions breaker,
        Duration runTimeout,
        Guardrails guardrails)
        implements Serializable {
    /** Where AWX has its API. */
    public static final String DEFAULT_BASE_PATH = "/api/v2/";
    /** Longest time for one call, when nothing else is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    /** Longer than the 120 s at which AWX's own web server gives up. */
    public static final Duration DEFAULT_SETTLE = Duration.ofSeconds(150);
    /** How long a playbook may run, when nothing else is said. */
    public static final Duration DEFAULT_RUN_TIMEOUT = Duration.ofHours(1);

    public AwxOptions {
        Objects.requireNonNull(auth, "auth");
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw new IllegalArgumentException("url must be http or https: " + url);
        }
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!basePath.startsWith("/") || !basePath.endsWith("/")) {
            throw new IllegalArgumentException("basePath must begin and end with a slash: " + basePath);
        }
        tenants = Map.copyOf(tenants);
    }

    /** With every default. */
    public static AwxOptions of(String url, Auth auth, Map<String, Tenant> tenants) {
        return new AwxOptions(
                url,
                DEFAULT_BASE_PATH,
                auth,
                tenants,
                DEFAULT_TIMEOUT,
                DEFAULT_SETTLE,
                Duration.ofSeconds(30),
                BreakerOptions.DEFAULT,
                DEFAULT_RUN_TIMEOUT,
                Guardrails.DEFAULT);
    }

    /** The same with other times. */
    public AwxOptions withTimes(Duration newTimeout, Duration newSettle) {
        return new AwxOptions(
                url, basePath, auth, tenants, newTimeout, newSettle, preflightFor, breaker, runTimeout, guardrails);
    }

    /** The same with another breaker. */
    public AwxOptions withBreaker(BreakerOptions newBreaker) {
        return new AwxOptions(
                url, basePath, auth, tenants, timeout, settle, preflightFor, newBreaker, runTimeout, guardrails);
    }

    /** The guardrails of a tenant. */
    public Guardrails guardrailsOf(String tenant) {
        Tenant known = tenants.get(tenant);
        return known == null || known.guardrails() == null ? guardrails : known.guardrails();
    }

    /** Who we are to AWX. */
    public sealed interface Auth extends Serializable {}

    /** An OAuth2 or gateway token. */
    public record Bearer(SecretRef token) implements Auth {}

    /** A user and password. */
    public record Basic(String user, SecretRef password) implements Auth {}

    /**
     * What a tenant may start.
     *
     * @param organization AWX organization that owns the templates and gets the claim labels
     * @param templates names of the job and workflow templates; {@code *} stands for all of the organization; empty for
     *     none
     * @param guardrails null for those of all tenants
     */
    public record Tenant(String organization, Set<String> templates, Guardrails guardrails) implements Serializable {
        public Tenant {
            Objects.requireNonNull(organization, "organization");
            templates = Set.copyOf(templates);
        }

        /** With the guardrails of all tenants. */
        public Tenant(String organization, Set<String> templates) {
            this(organization, templates, null);
        }

        /** Whether a template name is on the list. */
        public boolean allows(String template) {
            return templates.contains("*") || templates.contains(template);
        }
    }

    /**
     * How much of what is asked for may happen at once; more is refused.
     *
     * @param concurrency remediations of the tenant at once
     * @param concurrencyPerTemplate of one template at once
     * @param concurrencyPerTarget of one host at once
     * @param fleetShare percent of an inventory's hosts that may be remediated within {@code fleetWindowMs}; one host
     *     always may
     * @param fleetWindowMs milliseconds
     * @param hostsPerIncident hosts that may be remediated for one incident
     */
    public record Guardrails(
            int concurrency,
            int concurrencyPerTemplate,
            int concurrencyPerTarget,
            int fleetShare,
            long fleetWindowMs,
            int hostsPerIncident)
            implements Serializable {
        /** When nothing else is said. */
        public static final Guardrails DEFAULT = new Guardrails(5, 2, 1, 10, 600_000, 3);
    }
}
