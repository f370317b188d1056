package io.weir.bridge.reconcile;

import io.weir.bridge.kafka.RecordLog;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.metrics.ReconcileMetrics;
import io.weir.bridge.view.ReadModel;
import io.weir.bridge.view.TenantView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks each source on a thread of its own, one poll after the other. Several bridges may ask the same sources. */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    /** A source that does not answer is asked twice as late each time, up to this, or its own pace if that is more. */
    private static final Duration MOST_BACKOFF = Duration.ofMinutes(5);

    private static final Duration MOST_PATIENCE = Duration.ofSeconds(5);

    private final List<Polling> pollings = new ArrayList<>();

    /** Asks nobody yet. */
    public Reconciler(
            List<PolledSource> sources, RecordLog log, ReadModel model, InstantSource clock, BridgeMetrics bridge) {
        if (sources.isEmpty()) {
            return;
        }
        ReconcileMetrics metrics = new ReconcileMetrics(bridge);
        ObservationLog observations = new ObservationLog(log, bridge, metrics);
        for (PolledSource source : sources) {
            TenantView view = model.tenant(source.tenant());
            Round round = source instanceof AlertmanagerSource alertmanager
                    ? new AlertmanagerRound(alertmanager, view, observations, metrics, clock)
                    : new KumaRound((KumaSource) source, view, observations, metrics, clock);
            pollings.add(new Polling(source, round));
        }
    }

    /** Begins; the read model has to have read what lies on the log. */
    public void start() {
        pollings.forEach(polling -> polling.after(Duration.ZERO));
    }

    /** Breaks off what is underway, and ends. */
    @Override
    public void close() {
        pollings.forEach(polling -> polling.thread.shutdownNow());
        for (Polling polling : pollings) {
            try {
                if (!polling.thread.awaitTermination(MOST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("{}: the poll did not end in time", polling.source.instance());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static final class Polling {
        private final PolledSource source;
        private final Round round;
        private final ScheduledExecutorService thread;
        private int failures;

        Polling(PolledSource source, Round round) {
            this.source = source;
            this.round = round;
            this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "weir-reconcile-" + source.instance());
                made.setDaemon(true);
                return made;
            });
        }

        @SuppressWarnings("FutureReturnValueIgnored") // a poll catches what it meets
        void after(Duration pause) {
            try {
                thread.schedule(this::poll, pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("{}: closed between two polls", source.instance(), e);
            }
        }

        private void poll() {
            try {
                failures = round.run() ? 0 : failures + 1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The next poll may find another answer; without it nothing would be asked for ever.
                LOG.warn("{}: a poll failed, going on", source.instance(), e);
                failures++;
            }
            after(pause());
        }

        private Duration pause() {
            Duration every = source.pace().every();
            Duration longer = every.multipliedBy(1L << Math.min(failures, 10));
            Duration most = every.compareTo(MOST_BACKOFF) > 0 ? every : MOST_BACKOFF;
            return longer.compareTo(most) > 0 ? most : longer;
        }
    }
}
