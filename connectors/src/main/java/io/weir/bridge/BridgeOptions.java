package io.weir.bridge;

import io.weir.bridge.http.HttpLimits;
import io.weir.bridge.http.TlsFiles;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.bridge.kafka.TopicOptions;
import io.weir.bridge.reconcile.PolledSource;
import io.weir.bridge.tenant.Credential;
import io.weir.bridge.tenant.SigningKey;
import io.weir.bridge.tenant.Tenant;
import io.weir.bridge.view.ViewOptions;
import io.weir.tracing.TracingOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything the bridge has to be told.
 *
 * @param host address to listen on
 * @param port to listen on; 0 picks a free one
 * @param tls what it speaks TLS with; null: plain HTTP
 * @param maxBodyBytes biggest body of one request, unpacked
 * @param maxInFlightBytes all bodies that are held at one moment; a request beyond is answered 503 at once
 * @param limits of connections and their time
 * @param intake limits of what one message may hold
 * @param kafka properties for every Kafka client, {@code bootstrap.servers} and security; never logged
 * @param tenants at least one
 * @param operators tokens of those who run Weir: they may stop everybody's playbooks and see letters of no tenant
 * @param tickEvery a partition that had nothing from the bridge for so long gets a tick
 * @param directiveLead time between the record of a directive and its effect; the correlation must be told the same
 * @param topics how topics are created
 * @param view what the lists hold
 * @param startWithin how long the start waits for Kafka; after that the bridge listens, not ready, and goes on trying
 * @param stopNotice how long it says that it is not ready and still answers before it stops, for a load balancer to see
 * @param clock receive instants come from it
 * @param reconcile sources that are asked for what they do not tell, of tenants that are there
 * @param tracing where spans go; null: there are none
 */
public record BridgeOptions(
        String host,
        int port,
        TlsFiles tls,
        int maxBodyBytes,
        long maxInFlightBytes,
        HttpLimits limits,
        IntakeLimits intake,
        Map<String, String> kafka,
        List<Tenant> tenants,
        List<Credential> operators,
        Duration tickEvery,
        Duration directiveLead,
        TopicOptions topics,
        ViewOptions view,
        Duration startWithin,
        Duration stopNotice,
        InstantSource clock,
        List<PolledSource> reconcile,
        TracingOptions tracing) {

    /**
     * Checks what can be checked alone.
     *
     * @throws IllegalArgumentException naming the value that makes no sense
     */
    public BridgeOptions {
        kafka = Map.copyOf(kafka);
        tenants = List.copyOf(tenants);
        operators = List.copyOf(operators);
        reconcile = List.copyOf(reconcile);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka: bootstrap.servers is missing");
        }
        if (tickEvery.toMillis() < 10) {
            throw new IllegalArgumentException("tickEvery: expected at least 10 ms, found " + tickEvery);
        }
        if (maxBodyBytes < 1 || maxInFlightBytes < maxBodyBytes) {
            throw new IllegalArgumentException("maxInFlightBytes: expected at least maxBodyBytes, which is positive");
        }
        Set<String> names = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        for (Tenant tenant : tenants) {
            if (!names.add(tenant.name())) {
                throw new IllegalArgumentException("tenants: \"" + tenant.name() + "\" is there twice");
            }
            for (Credential credential : tenant.credentials()) {
                if (!hashes.add(credential.tokenSha256())) {
                    throw new IllegalArgumentException("tenants: a token of \"" + tenant.name() + "\" is used twice");
                }
            }
        }
        Set<String> keys = new HashSet<>();
        for (Tenant tenant : tenants) {
            for (SigningKey key : tenant.keys()) {
                if (!keys.add(key.id())) {
                    throw new IllegalArgumentException("tenants: the signing key \"" + key.id() + "\" is there twice");
                }
            }
        }
        for (Credential credential : operators) {
            if (!hashes.add(credential.tokenSha256())) {
                throw new IllegalArgumentException("operators: a token is used twice, or is a tenant's too");
            }
        }
        for (PolledSource source : reconcile) {
            if (!names.contains(source.tenant())) {
                throw new IllegalArgumentException("reconcile: there is no tenant \"" + source.tenant() + "\"");
            }
        }
    }

    /** Names what is harmless. */
    @Override
    public String toString() {
        return "BridgeOptions[" + host + ":" + port + ", tenants="
                + tenants.stream().map(Tenant::name).toList() + "]";
    }

    /** Options with the defaults, for a Kafka and its tenants. */
    public static Builder builder(Map<String, String> kafka, List<Tenant> tenants) {
        return new Builder(kafka, tenants);
    }

    /** Sets what shall not be the default. */
    public static final class Builder {
        private final Map<String, String> kafka;
        private final List<Tenant> tenants;
        private List<Credential> operators = List.of();
        private String host = "127.0.0.1";
        private int port = 8080;
        private TlsFiles tls;
        private int maxBodyBytes = 64 << 20;
        private long maxInFlightBytes =
                Math.max(maxBodyBytes, Runtime.getRuntime().maxMemory() / 8);
        private HttpLimits limits = HttpLimits.DEFAULT;
        private IntakeLimits intake = IntakeLimits.DEFAULT;
        private Duration tickEvery = Duration.ofMillis(500);
        private Duration directiveLead = Duration.ofSeconds(2);
        private TopicOptions topics = TopicOptions.defaults();
        private ViewOptions view = ViewOptions.defaults();
        private Duration startWithin = Duration.ofSeconds(30);
        private Duration stopNotice = Duration.ZERO;
        private InstantSource clock = InstantSource.system();
        private List<PolledSource> reconcile = List.of();
        private TracingOptions tracing;

        private Builder(Map<String, String> kafka, List<Tenant> tenants) {
            this.kafka = Objects.requireNonNull(kafka, "kafka");
            this.tenants = Objects.requireNonNull(tenants, "tenants");
        }

        /** Where to listen; 0 picks a free port. */
        public Builder listen(String onHost, int onPort) {
            host = onHost;
            port = onPort;
            return this;
        }

        /** See {@link BridgeOptions#tls()}. */
        public Builder tls(TlsFiles files) {
            tls = files;
            return this;
        }

        /** See {@link BridgeOptions#maxBodyBytes()} and {@link BridgeOptions#maxInFlightBytes()}. */
        public Builder bodies(int maxBytes, long inFlightBytes) {
            maxBodyBytes = maxBytes;
            maxInFlightBytes = inFlightBytes;
            return this;
        }

        /** See {@link BridgeOptions#limits()} and {@link BridgeOptions#intake()}. */
        public Builder limits(HttpLimits ofConnections, IntakeLimits ofMessages) {
            limits = ofConnections;
            intake = ofMessages;
            return this;
        }

        /** See {@link BridgeOptions#operators()}. */
        public Builder operators(List<Credential> credentials) {
            operators = credentials;
            return this;
        }

        /** See {@link BridgeOptions#tickEvery()}. */
        public Builder tickEvery(Duration every) {
            tickEvery = every;
            return this;
        }

        /** See {@link BridgeOptions#directiveLead()}. */
        public Builder directiveLead(Duration lead) {
            directiveLead = lead;
            return this;
        }

        /** See {@link BridgeOptions#topics()}. */
        public Builder topics(TopicOptions options) {
            topics = options;
            return this;
        }

        /** See {@link BridgeOptions#view()}. */
        public Builder view(ViewOptions options) {
            view = options;
            return this;
        }

        /** See {@link BridgeOptions#startWithin()}. */
        public Builder startWithin(Duration within) {
            startWithin = within;
            return this;
        }

        /** See {@link BridgeOptions#stopNotice()}. */
        public Builder stopNotice(Duration notice) {
            stopNotice = notice;
            return this;
        }

        /** See {@link BridgeOptions#clock()}. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /** See {@link BridgeOptions#reconcile()}. */
        public Builder reconcile(List<PolledSource> sources) {
            reconcile = sources;
            return this;
        }

        /** See {@link BridgeOptions#tracing()}. */
        public Builder tracing(TracingOptions options) {
            tracing = options;
            return this;
        }

        /**
         * The options as set.
         *
         * @throws IllegalArgumentException naming the value that makes no sense
         */
        public BridgeOptions build() {
            return new BridgeOptions(
                    host,
                    port,
                    tls,
                    maxBodyBytes,
                    maxInFlightBytes,
                    limits,
                    intake,
                    kafka,
                    tenants,
                    operators,
                    tickEvery,
                    directiveLead,
                    topics,
                    view,
                    startWithin,
                    stopNotice,
                    clock,
                    reconcile,
                    tracing);
        }
    }
}
