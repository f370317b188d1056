package io.weir.bridge.reconcile;

import io.weir.bridge.intake.KumaMetrics;
import io.weir.bridge.intake.UptimeKuma;
import io.weir.bridge.metrics.ReconcileMetrics;
import io.weir.bridge.view.ObservedAlert;
import io.weir.bridge.view.TenantView;
import io.weir.schema.Alert;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Asks one Uptime Kuma, and tells the log what it does not know. */
final class KumaRound implements Round {
    private final KumaSource source;
    private final TenantView view;
    private final ObservationLog log;
    private final ReconcileMetrics metrics;
    private final InstantSource clock;
    private final SourceHttp http;
    private final KumaComparison comparison;
    private final Complaints complaints = new Complaints();

    KumaRound(KumaSource source, TenantView view, ObservationLog log, ReconcileMetrics metrics, InstantSource clock) {
        this.source = source;
        this.view = view;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
        this.http = new SourceHttp(
                source.url(), source.authorization(), source.pace().timeout());
        this.comparison = new KumaComparison(source);
    }

    @Override
    public boolean run() throws InterruptedException {
        try {
            Reply reply = http.get("/metrics");
            if (reply.status() != 200 || !reply.contentType().startsWith("text/plain")) {
                throw reply.wrong();
            }
            KumaMetrics kuma = KumaMetrics.read(reply.body());
            Instant now = clock.instant();
            boolean settled = isSettled(reply, kuma, now);
            List<ObservedAlert> observed = view.observed(this::isOurs, now.toEpochMilli());
            log.write(source, comparison.compare(kuma, settled, observed, now));
            if (comparison.heldBack()) {
                metrics.heldBack(source.tenant(), UptimeKuma.SOURCE, source.name());
            }
            complaints.went(source.url().toString());
            polled(settled ? "ok" : "inconclusive");
            return true;
        } catch (IOException e) {
            complaints.failed(source.url().toString(), e);
            comparison.interrupt();
            polled("failed");
            return false;
        }
    }

    /** A Kuma that does not tell its age proves nothing by what is missing. */
    private boolean isSettled(Reply reply, KumaMetrics kuma, Instant now) {
        if (kuma.startedAt() == null) {
            return false;
        }
        Instant startedAt = Instant.ofEpochMilli(Math.round(kuma.startedAt() * 1000));
        return reply.age(startedAt, now).compareTo(source.pace().settleAfterRestart()) >= 0;
    }

    /** Monitors only: certificates that expire are no monitors. */
    private boolean isOurs(Alert alert) {
        return alert.source().equals(UptimeKuma.SOURCE)
                && source.name().equals(alert.sourceUrl())
                && UptimeKuma.MONITOR_DOWN.equals(alert.labels().get("alertname"));
    }

    private void polled(String outcome) {
        metrics.polled(source.tenant(), UptimeKuma.SOURCE, source.name(), outcome);
    }
}
