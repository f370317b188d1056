package io.weir.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.weir.bridge.http.FrontOptions;
import io.weir.bridge.http.HttpSide;
import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.kafka.LetterStore;
import io.weir.bridge.kafka.RecordLog;
import io.weir.bridge.kafka.Ticker;
import io.weir.bridge.kafka.TopicSetup;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.quota.Quotas;
import io.weir.bridge.reconcile.Reconciler;
import io.weir.bridge.tenant.Authenticator;
import io.weir.bridge.tenant.Tenant;
import io.weir.bridge.view.DecisionSearch;
import io.weir.bridge.view.ReadModel;
import io.weir.schema.rules.RuleBookParser;
import io.weir.tracing.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP bridge. It answers 2xx to an alert only when Kafka has it for good, never makes a sender wait for longer than
 * two seconds, and shows each tenant what became of its own alerts.
 */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(15);

    private final BridgeOptions options;
    private final BridgeMetrics metrics = new BridgeMetrics();
    private final RecordLog log;
    private final Tracing tracing;
    private final Ticker ticker;
    private final Quotas quotas;
    private final ReadModel model;
    private final Startup startup;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Reconciler reconciler;
    private final Vertx vertx;
    private final Authenticator authenticator;
    private final HttpSide http;
    private volatile int port;
    private boolean closed;
    private volatile boolean stops;

    private Bridge(BridgeOptions options) {
        this.options = options;
        this.authenticator = new Authenticator(options.tenants(), options.operators());
        this.log = new RecordLog(options.kafka(), metrics);
        this.tracing = Tracing.open("weir-bridge", options.tracing());
        metrics.tracing(tracing);
        this.ticker = new Ticker(log, options.tickEvery(), metrics);
        TopicSetup topics = new TopicSetup(options.kafka(), options.topics());
        this.quotas = new Quotas(
                options.kafka(),
                options.tenants().stream().collect(Collectors.toMap(Tenant::name, Tenant::quota)),
                topics,
                log,
                options.clock(),
                metrics);
        this.model = new ReadModel(
                options.kafka(),
                options.tenants().stream().map(Tenant::name).toList(),
                options.view(),
                options.clock(),
                metrics,
                quotas);
        this.startup = new Startup(topics, ticker, model, new DirectiveLog(log), options.tenants());
        this.reconciler = new Reconciler(options.reconcile(), log, model, options.clock(), metrics);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setPreferNativeTransport(true));
        FrontOptions front = new FrontOptions(
                options.host(),
                options.port() == 0 ? -1 : options.port(),
                options.tls(),
                options.maxBodyBytes(),
                options.maxInFlightBytes(),
                options.limits(),
                options.intake(),
                options.directiveLead(),
                options.clock(),
                metrics,
                tracing,
                listening -> port = listening);
        this.http = new HttpSide(
                vertx,
                front,
                authenticator,
                log,
                model,
                quotas,
                new DecisionSearch(options.kafka()),
                new LetterStore(options.kafka()),
                this::whyNotReady);
    }

    /**
     * Starts the bridge. When Kafka does not answer within {@link BridgeOptions#startWithin()} it runs nevertheless, not
     * ready, and goes on trying.
     *
     * @throws io.weir.schema.yaml.InvalidDocumentException when a configured rule book is not valid
     * @throws io.weir.bridge.kafka.TopicSetupException when a topic is there and cannot be used as it is
     * @throws IllegalStateException when the port cannot be listened on
     */
    public static Bridge start(BridgeOptions options) throws InterruptedException {
        for (Tenant tenant : options.tenants()) {
            if (tenant.rules() != null) {
                QuotaCheck.check(RuleBookParser.parse(tenant.rules()), tenant);
            }
        }
        Bridge bridge = new Bridge(options);
        try {
            bridge.begin();
            return bridge;
        } catch (RuntimeException | InterruptedException e) {
            bridge.close();
            throw e;
        }
    }

    /**
     * Completes exceptionally when the bridge will never be ready, however long it takes; never completes otherwise. It is
     * for the one who runs it to end the process, so that somebody starts another one.
     */
    public CompletableFuture<Void> failure() {
        return failure.copy();
    }

    private void begin() throws InterruptedException {
        Throwable failure = await(http.listen(), MOST_PATIENCE);
        if (failure != null) {
            throw new IllegalStateException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": " + failure.getMessage(), failure);
        }
        var unused = startup.done().thenRun(reconciler::start).whenComplete((started, failed) -> {
            if (failed != null && !startup.done().isCancelled()) {
                this.failure.completeExceptionally(failed instanceof CompletionException ? failed.getCause() : failed);
            }
        });
        quotas.start(model);
        startup.begin();
        try {
            // what is taken before it is known what waits might overtake it
            startup.done()
                    .thenCompose(done -> quotas.known())
                    .get(options.startWithin().toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("the bridge listens on {}:{}", options.host(), port);
        } catch (TimeoutException e) {
            LOG.warn("the bridge listens on {}:{} and is not ready: {}", options.host(), port, whyNotReady());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e.getCause());
        }
    }

    /** Null when it went well, what went wrong otherwise. */
    private static Throwable await(Future<?> future, Duration within) throws InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }

    private static void warn(String what, Throwable failure) {
        if (failure != null) {
            LOG.warn("{}: {}", what, failure.toString());
        }
    }

    /** Null when the bridge is ready. */
    private String whyNotReady() {
        if (stops) {
            return "the bridge stops";
        }
        String waitingFor = startup.waitingFor();
        if (waitingFor != null) {
            return waitingFor;
        }
        if (!quotas.known().isDone()) {
            return "what waits for quota is being read from Kafka";
        }
        // The ticks are a question that Kafka has to answer all the time, for each partition.
        Duration quiet = log.longestQuiet();
        Duration suspicious = options.tickEvery().multipliedBy(2).plusSeconds(1);
        return quiet.compareTo(suspicious) > 0 ? "Kafka does not acknowledge" : null;
    }

    /** Whether it takes alerts now. */
    public boolean isReady() {
        return whyNotReady() == null;
    }

    /**
     * From now on these tokens count, and no others; nothing else of the options is looked at. A tenant that the bridge
     * was not started with stays unknown.
     *
     * @return the names of those tenants
     */
    public List<String> useTokensOf(BridgeOptions changed) {
        List<String> known = options.tenants().stream().map(Tenant::name).toList();
        authenticator.use(
                changed.tenants().stream()
                        .filter(tenant -> known.contains(tenant.name()))
                        .toList(),
                changed.operators());
        return changed.tenants().stream()
                .map(Tenant::name)
                .filter(name -> !known.contains(name))
                .toList();
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /**
     * Says that it is not ready for as long as {@link BridgeOptions#stopNotice()}; then takes no more requests, answers
     * those that are underway, writes what they hold, and closes.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            stops = true;
            TimeUnit.MILLISECONDS.sleep(options.stopNotice().toMillis());
            warn("requests were cut off", await(http.shutdown(), MOST_PATIENCE));
            startup.stop();
            reconciler.close();
            quotas.close();
            ticker.close();
            model.close();
            log.close();
            tracing.close();
            warn("the event loops did not end", await(vertx.close(), MOST_PATIENCE));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
