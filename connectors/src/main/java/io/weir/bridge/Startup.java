package io.weir.bridge;

import io.weir.bridge.kafka.DirectiveLog;
import io.weir.bridge.kafka.Ticker;
import io.weir.bridge.kafka.TopicSetup;
import io.weir.bridge.kafka.TopicSetupException;
import io.weir.bridge.tenant.Tenant;
import io.weir.bridge.view.PublishedBook;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to happen with Kafka before the bridge is ready: topics, ticks, the lists, the configured rule books. Goes on
 * trying while Kafka is away, on a thread of its own.
 */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final TopicSetup topics;
    private final Ticker ticker;
    private final ReadModel model;
    private final DirectiveLog directives;
    private final List<Tenant> tenants;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "weir-bridge-startup");
    private volatile String stage = "Kafka does not answer";

    Startup(TopicSetup topics, Ticker ticker, ReadModel model, DirectiveLog directives, List<Tenant> tenants) {
        this.topics = topics;
        this.ticker = ticker;
        this.model = model;
        this.directives = directives;
        this.tenants = tenants;
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /** Completes when all is done; fails when it never will be. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** What is being waited for; null when all is done. */
    String waitingFor() {
        return stage;
    }

    private void run() {
        try {
            while (!topics.run()) {
                Thread.sleep(PAUSE.toMillis());
            }
            stage = "the lists are being rebuilt from Kafka";
            ticker.start();
            model.start();
            while (!model.caughtUp() || !ticker.knowsTopics()) {
                Thread.sleep(PAUSE.toMillis() / 10);
            }
            stage = "the configured rule books are being published";
            for (Tenant tenant : tenants) {
                publishConfigured(tenant);
            }
            stage = null;
            done.complete(null);
        } catch (TopicSetupException e) {
            LOG.error("the bridge cannot use the topics as they are: {}", e.getMessage());
            stage = e.getMessage();
            done.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.cancel(false);
        } catch (RuntimeException e) {
            LOG.error("the start of the bridge failed", e);
            stage = "the start failed: " + e.getMessage();
            done.completeExceptionally(e);
        }
    }

    /** A book somebody pushed stays until the configuration itself changes: a restart alone must not undo it. */
    private void publishConfigured(Tenant tenant) throws InterruptedException {
        TenantView view = model.tenant(tenant.name());
        String newest = view.book() == null ? null : view.book().yaml();
        String configured = tenant.rules();
        if (configured != null && !configured.equals(newest) && !configured.equals(view.configuredYaml())) {
            publish(tenant.name(), configured, PublishedBook.CONFIGURATION, view.books() + 1);
            return;
        }
        String reduced = reduced(tenant, view.book());
        if (reduced != null) {
            publish(tenant.name(), reduced, PublishedBook.QUOTA, view.books() + 1);
        }
    }

    /** One tenant's book that is not understood any more is no reason to take no alerts of anybody. */
    private static String reduced(Tenant tenant, PublishedBook newest) {
        try {
            return QuotaCheck.reduced(newest, tenant.quota());
        } catch (InvalidDocumentException e) {
            LOG.warn(
                    "tenant {}: the rule book {} cannot be read, and is not held against the quota; the jobs keep the one"
                            + " before: {}",
                    tenant.name(),
                    newest.version(),
                    e.getMessage());
            return null;
        }
    }

    private void publish(String tenant, String yaml, String author, long revision) throws InterruptedException {
        RuleBook book = RuleBookParser.parse(yaml);
        Long from = book.effectiveFrom() == null
                ? null
                : (Long) book.effectiveFrom().toEpochMilli();
        while (true) {
            try {
                directives
                        .write(tenant, book.version(), from, yaml, revision, author)
                        .get();
                LOG.info("tenant {}: published rule book {}, by the {}", tenant, book.version(), author);
                return;
            } catch (ExecutionException e) {
                LOG.warn("tenant {}: the rule book is not published yet: {}", tenant, e.getMessage());
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }
}
