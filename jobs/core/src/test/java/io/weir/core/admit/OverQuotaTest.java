package io.weir.core.admit;

import static io.weir.core.admit.Revisions.opened;
import static io.weir.core.admit.Revisions.overQuota;
import static io.weir.core.admit.Revisions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scenario.KeyedRun;
import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** That a tenant is over its quota, and that it has too many open incidents, is one incident. */
class OverQuotaTest {
    private final KeyedRun<AdmitState, List<ScopeOutput>, ScopeOutput> run = new KeyedRun<>(new AdmitMachine());
    private final List<ScopeOutput> out = new ArrayList<>();

    private void tell(ScopeOutput input) {
        out.addAll(run.passTo(input.at() - 1));
        out.addAll(run.accept("acme", List.of(input), input.at()));
    }

    private List<Incident> published() {
        return out.stream().map(ScopeOutput::incident).filter(Objects::nonNull).toList();
    }

    private Incident last() {
        return published().get(published().size() - 1);
    }

    @Test
    void beingOverAQuotaIsAnOverflowThoughThereIsRoom() {
        tell(overQuota("q", Incident.Kind.OPENED, 1, "alertsPerSecond", 10));
        assertThat(published()).hasSize(1);
        assertThat(last().rule()).isEqualTo(OverflowRevision.RULE);
        assertThat(last().reason()).isEqualTo(Incident.Reason.OVER_QUOTA);
        assertThat(last().title()).isEqualTo("Overflow: tenant acme over its quota of alertsPerSecond");
        assertThat(last().members())
                .extracting(member -> member.labels().get("quota"))
                .containsExactly("alertsPerSecond");

        tell(overQuota("q", Incident.Kind.RESOLVED, 2, "alertsPerSecond", 20));
        out.addAll(run.passTo(100));
        assertThat(last().status()).isEqualTo(Incident.Status.RESOLVED);
        assertThat(last().resolution()).isEqualTo("recovered");
        assertThat(run.states()).isEmpty();
    }

    @Test
    void bothOverflowsAreOneWhicheverCameFirst() {
        tell(opened("a", Severity.WARNING, 10, 1));
        tell(opened("b", Severity.WARNING, 20, 1));
        tell(overQuota("q", Incident.Kind.OPENED, 1, "openIdentities", 30));
        assertThat(published()).extracting(Incident::incidentId).containsOnly("a", last().incidentId());
        assertThat(last().title())
                .isEqualTo("Overflow: 1 more incident of tenant acme, over its quota of openIdentities");
        assertThat(last().memberCount()).isEqualTo(2);

        tell(overQuota("q", Incident.Kind.RESOLVED, 2, "openIdentities", 40));
        out.addAll(run.passTo(60_000));
        assertThat(last().status()).as("one is still kept back").isEqualTo(Incident.Status.OPEN);
        assertThat(last().title()).isEqualTo("Overflow: 1 more incident of tenant acme");
        tell(resolved("b", 2, 70_000, 1));
        out.addAll(run.passTo(71_000));
        assertThat(last().title()).isEqualTo("Overflow: 1 more incident of tenant acme");
        assertThat(last().status()).isEqualTo(Incident.Status.RESOLVED);
    }

    @Test
    void aTenantsIncidentOfThatNameIsAnIncidentLikeAnyOther() {
        ScopeOutput own = opened("WeirOverQuota", Severity.WARNING, 10, 5);
        tell(own);
        assertThat(out).containsExactly(own);
    }
}
