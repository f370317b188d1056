package io.weir.bridge.reconcile;

import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.metrics.ReconcileMetrics;
import io.weir.bridge.view.ObservedAlert;
import io.weir.bridge.view.TenantView;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Asks the members of one Alertmanager cluster, and tells the log what it does not know. */
final class AlertmanagerRound implements Round {
    private final AlertmanagerSource source;
    private final TenantView view;
    private final ObservationLog log;
    private final ReconcileMetrics metrics;
    private final InstantSource clock;
    private final List<AlertmanagerMember> members;
    private final AlertmanagerComparison comparison;
    private final SilenceProjection projection;
    private final Complaints complaints = new Complaints();

    AlertmanagerRound(
            AlertmanagerSource source,
            TenantView view,
            ObservationLog log,
            ReconcileMetrics metrics,
            InstantSource clock) {
        this.source = source;
        this.view = view;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
        this.members = source.urls().stream()
                .map(url -> new AlertmanagerMember(url, source))
                .toList();
        this.comparison = new AlertmanagerComparison(source);
        this.projection =
                source.projectDowntimes() ? new SilenceProjection(source, members, view, log, metrics, clock) : null;
    }

    @Override
    public boolean run() throws InterruptedException {
        boolean polled = poll();
        boolean projected = projection == null || projection.run();
        return polled && projected;
    }

    private boolean poll() throws InterruptedException {
        List<Heard.Answer> answers = new ArrayList<>();
        for (AlertmanagerMember member : members) {
            try {
                answers.add(member.ask(clock.instant()));
                complaints.went(member.url().toString());
            } catch (IOException e) {
                complaints.failed(member.url().toString(), e);
            }
        }
        boolean complete = answers.size() == members.size();
        if (answers.isEmpty()) {
            comparison.interrupt();
            polled("failed");
            return false;
        }
        Heard heard = Heard.of(answers, members.size());
        // What is held is looked at after the answers: what came meanwhile is too fresh to be judged.
        Instant now = clock.instant();
        List<ObservedAlert> held = view.observed(comparison::isOurs, now.toEpochMilli()).stream()
                .filter(ObservedAlert::firing)
                .toList();
        log.write(
                source,
                comparison.compare(heard, held, fingerprint -> view.observed(fingerprint, now.toEpochMilli()), now));
        if (comparison.heldBack()) {
            metrics.heldBack(source.tenant(), AlertmanagerWebhook.SOURCE, source.instance());
        }
        polled(!complete ? "failed" : heard.conclusive() ? "ok" : "inconclusive");
        return true;
    }

    private void polled(String outcome) {
        metrics.polled(source.tenant(), AlertmanagerWebhook.SOURCE, source.instance(), outcome);
    }
}
