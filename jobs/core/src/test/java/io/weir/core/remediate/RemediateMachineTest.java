package io.weir.core.remediate;

import static io.weir.core.sample.Episodes.playbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Playbook;
import io.weir.core.scenario.KeyedRun;
import io.weir.core.scope.Candidate;
import io.weir.schema.Remediation;
import io.weir.schema.Remediation.Kind;
import io.weir.schema.Remediation.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each guardrail, and what is remembered between two requests. */
class RemediateMachineTest {
    private static final long COOLDOWN = 600_000;

    private final KeyedRun<RemediateState, List<Candidate>, Remediation> run = new KeyedRun<>(new RemediateMachine());
    private final List<Remediation> out = new ArrayList<>();

    private static Candidate fires(String incident, String alert, long at, Playbook playbook) {
        return fires(incident, alert, at, at, false, playbook);
    }

    private static Candidate fires(
            String incident, String alert, long startsAt, long at, boolean flapping, Playbook playbook) {
        return new Candidate(
                Candidate.Kind.FIRES, at, "acme", incident, alert, startsAt, alert, startsAt, flapping, playbook);
    }

    private static Candidate ended(String incident, String alert, long startsAt, long at, Playbook playbook) {
        return new Candidate(
                Candidate.Kind.ENDED, at, "acme", incident, alert, startsAt, alert, startsAt, false, playbook);
    }

    private List<Remediation> tell(Candidate... candidates) {
        out.clear();
        out.addAll(run.accept("k", List.of(candidates), candidates[0].at()));
        return out;
    }

    private List<Remediation> until(long at) {
        out.clear();
        out.addAll(run.passTo("k", at));
        return out;
    }

    private void single(Kind kind, String reason) {
        assertThat(out).hasSize(1);
        assertThat(out.get(0).kind()).isEqualTo(kind);
        assertThat(out.get(0).reason()).isEqualTo(reason);
    }

    @Test
    void aRequestCarriesWhatTheExecutorNeeds() {
        tell(fires("i", "a", 1000, playbook("web1", Mode.AUTO, 0, COOLDOWN, 2, Map.of("service", "nginx"))));
        single(Kind.REQUESTED, null);
        Remediation request = out.get(0);
        assertThat(request.remediationId()).matches("rem-[0-9a-f]{16}");
        assertThat(request.target()).isEqualTo("web1");
        assertThat(request.vars()).isEqualTo(Map.of("service", "nginx"));
        assertThat(request.mode()).isEqualTo(Mode.AUTO);
        assertThat(request.attempt()).isEqualTo(1);
        assertThat(request.requestedAt()).isEqualTo(1000);
        assertThat(request.expiresAt()).isEqualTo(3_601_000);
        assertThat(request.verifyWithinMs()).isEqualTo(300_000);
        assertThat(request.tenant()).isEqualTo("acme");
        assertThat(request.incidentId()).isEqualTo("i");
    }

    @Test
    void refusesWhatFlaps() {
        tell(fires("i", "a", 0, 0, true, playbook("web1")));
        single(Kind.REFUSED, Refusal.FLAPPING);
        assertThat(run.states()).as("a refusal leaves nothing behind").isEmpty();
    }

    @Test
    void refusesWithoutTarget() {
        tell(fires("i", "a", 0, playbook("")));
        single(Kind.REFUSED, Refusal.NO_TARGET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "ungrouped",
                "web*",
                "web1,web2",
                "web1:web2",
                "!web1",
                "~web",
                "@hosts",
                "web 1",
                "-web1",
                "web1\n",
                "[web]",
                "web1;id",
                "::1",
                ".web"
            })
    void refusesATargetThatIsMoreThanOneHost(String target) {
        tell(fires("i", "a", 0, playbook(target)));
        single(Kind.REFUSED, Refusal.UNSAFE_TARGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web1", "10.0.0.1", "Web-1.example.org", "db_1", "0"})
    void takesAHostName(String target) {
        tell(fires("i", "a", 0, playbook(target)));
        single(Kind.REQUESTED, null);
    }

    @Test
    void refusesAHostNameThatIsTooLong() {
        tell(fires("i", "a", 0, playbook("a".repeat(253))));
        single(Kind.REQUESTED, null);
        tell(fires("i", "b", 1, playbook("a".repeat(254))));
        single(Kind.REFUSED, Refusal.UNSAFE_TARGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ x }}", "{% x %}", "{# x #}", "a\nb", "a\u0000", "\u001b[1m", "a\u0085"})
    void refusesAnUnsafeVariable(String value) {
        tell(fires("i", "a", 0, playbook("web1", Mode.AUTO, 0, COOLDOWN, 2, Map.of("v", value))));
        single(Kind.REFUSED, Refusal.UNSAFE_VARIABLE);
    }

    @Test
    void refusesAVariableThatIsTooLong() {
        tell(fires("i", "a", 0, playbook("web1", Mode.AUTO, 0, 0, 2, Map.of("v", "x".repeat(1_024)))));
        single(Kind.REQUESTED, null);
        tell(fires("i", "b", 1, playbook("web1", Mode.AUTO, 0, 0, 2, Map.of("v", "x".repeat(1_025)))));
        single(Kind.REFUSED, Refusal.UNSAFE_VARIABLE);
    }

    @Test
    void refusesDuringTheCooldownAndNoLongerAtItsEnd() {
        tell(fires("i", "a", 0, playbook("web1")));
        tell(fires("j", "b", COOLDOWN - 1, playbook("web1")));
        single(Kind.REFUSED, Refusal.COOLDOWN);
        tell(fires("j", "b", COOLDOWN, playbook("web1")));
        single(Kind.REQUESTED, null);
    }

    @Test
    void refusesWhenTheAttemptsOfTheIncidentAreUsedUp() {
        Playbook quick = playbook("web1", Mode.AUTO, 0, 0, 2, Map.of());
        tell(fires("i", "a", 0, quick));
        tell(fires("i", "a", 1, quick));
        single(Kind.REQUESTED, null);
        assertThat(out.get(0).attempt()).isEqualTo(2);
        tell(fires("i", "a", 2, quick));
        single(Kind.REFUSED, Refusal.ATTEMPTS_USED_UP);
        tell(fires("j", "a", 3, quick));
        single(Kind.REQUESTED, null);
    }

    @Test
    void whatWantsApprovalIsAnAttemptAndCoolsDown() {
        Playbook approve = playbook("web1", Mode.APPROVE, 0, COOLDOWN, 2, Map.of());
        tell(fires("i", "a", 0, approve));
        single(Kind.REQUESTED, null);
        assertThat(out.get(0).mode()).isEqualTo(Mode.APPROVE);
        String id = out.get(0).remediationId();
        tell(fires("i", "b", COOLDOWN - 1, approve));
        single(Kind.REFUSED, "cooldown");
        tell(fires("i", "b", COOLDOWN, approve));
        single(Kind.REQUESTED, null);
        assertThat(out.get(0).attempt()).isEqualTo(2);
        assertThat(out.get(0).remediationId()).isNotEqualTo(id);
        tell(fires("i", "c", 2 * COOLDOWN, approve));
        single(Kind.REFUSED, "attempts-used-up");
    }

    @Test
    void everyAnswerCarriesTheLabelsByWhichADowntimeIsTold() {
        Map<String, String> labels = Map.of("alertname", "Down", "owner", "web");
        Playbook playbook =
                new Playbook("r", "t", "web1", Map.of(), Mode.AUTO, 0, COOLDOWN, 9, 300_000, 3_600_000, labels);
        assertThat(tell(fires("i", "a", 0, playbook)).get(0).labels()).isEqualTo(labels);
        assertThat(tell(fires("i", "b", 1, playbook)).get(0).labels()).isEqualTo(labels);
        tell(ended("i", "a", 0, 2, playbook));
        single(Kind.CANCELLED, "the alert no longer fires here");
        assertThat(out.get(0).labels()).isEqualTo(labels);
    }

    @Test
    void attemptsAreCountedByRule() {
        Playbook one = playbook("web1", Mode.AUTO, 0, 0, 1, Map.of());
        Playbook other = new Playbook("reboot", "other", "web1", Map.of(), Mode.AUTO, 0, 0, 1, 0, 0, null);
        tell(fires("i", "a", 0, one));
        tell(fires("i", "b", 1, other));
        single(Kind.REQUESTED, null);
        assertThat(out.get(0).attempt()).isEqualTo(1);
    }

    @Test
    void attemptsOutliveTheAlert() {
        Playbook quick = playbook("web1", Mode.AUTO, 0, 0, 1, Map.of());
        tell(fires("i", "a", 0, quick));
        tell(ended("i", "a", 0, 10, quick));
        single(Kind.CANCELLED, "the alert no longer fires here");
        tell(fires("i", "a", 20, quick));
        single(Kind.REFUSED, Refusal.ATTEMPTS_USED_UP);
    }

    @Test
    void aDryRunIsNoAttemptButCoolsDownAlsoAfterTheAlertEnded() {
        Playbook dry = playbook("web1", Mode.DRY_RUN, 0, COOLDOWN, 1, Map.of());
        tell(fires("i", "a", 0, dry));
        single(Kind.REQUESTED, null);
        assertThat(out.get(0).mode()).isEqualTo(Mode.DRY_RUN);
        tell(ended("i", "a", 0, 10, dry));
        tell(fires("i", "a", 20, dry));
        single(Kind.REFUSED, Refusal.COOLDOWN);
        tell(fires("i", "a", COOLDOWN, dry));
        single(Kind.REQUESTED, null);
        assertThat(out.get(0).attempt()).isEqualTo(1);
    }

    @Test
    void waitsForTheMinimumAge() {
        Playbook patient = playbook("web1", Mode.AUTO, 60_000, COOLDOWN, 2, Map.of());
        assertThat(tell(fires("i", "a", 0, patient))).isEmpty();
        assertThat(until(59_999)).isEmpty();
        until(60_000);
        single(Kind.REQUESTED, null);
        assertThat(out.get(0).requestedAt()).isEqualTo(60_000);
    }

    @Test
    void theAgeCountsFromTheJoin() {
        Playbook patient = playbook("web1", Mode.AUTO, 60_000, COOLDOWN, 2, Map.of());
        assertThat(tell(fires("i", "a", 0, 5_000, false, patient))).isEmpty();
        until(60_000);
        single(Kind.REQUESTED, null);
        tell(fires("j", "b", 0, 700_000, false, patient));
        single(Kind.REQUESTED, null);
    }

    @ParameterizedTest
    @CsvSource({"59999, 0", "60000, 0", "60001, 1"})
    void anEndUpToTheVeryInstantOfTheMinimumAgeIsInTime(long at, int requests) {
        Playbook patient = playbook("web1", Mode.AUTO, 60_000, COOLDOWN, 2, Map.of());
        tell(fires("i", "a", 0, patient));
        List<Remediation> all = new ArrayList<>(run.passTo("k", at - 1));
        all.addAll(run.accept("k", List.of(ended("i", "a", 0, at, patient)), at));
        all.addAll(run.passTo("k", 100_000));
        assertThat(all).filteredOn(r -> r.kind() == Kind.REQUESTED).hasSize(requests);
        assertThat(all).filteredOn(r -> r.kind() == Kind.CANCELLED).hasSize(requests);
    }

    @Test
    void anEndTakesBackOnlyTheRequestOfItsOwnAlertAndIncident() {
        Playbook quick = playbook("web1", Mode.AUTO, 0, 0, 9, Map.of());
        tell(fires("i", "a", 0, quick), fires("i", "b", 0, quick), fires("j", "a", 0, quick));
        assertThat(out).hasSize(3).extracting(Remediation::remediationId).doesNotHaveDuplicates();
        Remediation mine = out.get(0);
        tell(ended("i", "a", 0, 10, quick));
        single(Kind.CANCELLED, "the alert no longer fires here");
        assertThat(out.get(0).remediationId()).isEqualTo(mine.remediationId());
        assertThat(tell(ended("i", "a", 0, 20, quick))).as("once").isEmpty();
    }

    @Test
    void aSupersededAlertKeepsItsNewWishInWhateverOrderTheTwoAreTold() {
        Playbook patient = playbook("web1", Mode.AUTO, 60_000, COOLDOWN, 2, Map.of());
        tell(fires("i", "a", 0, patient));
        tell(fires("i", "a", 30_000, patient), ended("i", "a", 0, 30_000, patient));
        assertThat(until(89_999)).isEmpty();
        until(90_000);
        single(Kind.REQUESTED, null);
    }

    @Test
    void requestIdsAreTheSameEveryTimeAndDifferByWhatTheyAreFor() {
        Playbook playbook = playbook("web1");
        String id = tell(fires("i", "a", 0, playbook)).get(0).remediationId();
        KeyedRun<RemediateState, List<Candidate>, Remediation> again = new KeyedRun<>(new RemediateMachine());
        assertThat(again.accept("k", List.of(fires("i", "a", 77, playbook)), 77))
                .extracting(Remediation::remediationId)
                .containsExactly(id);
        KeyedRun<RemediateState, List<Candidate>, Remediation> other = new KeyedRun<>(new RemediateMachine());
        assertThat(other.accept("k", List.of(fires("j", "a", 0, playbook)), 0))
                .extracting(Remediation::remediationId)
                .doesNotContain(id);
    }

    @Test
    void refusalsHaveIdsOfTheirOwn() {
        Playbook playbook = playbook("web1");
        String asked = tell(fires("i", "a", 0, playbook)).get(0).remediationId();
        String refused = tell(fires("i", "a", 10, playbook)).get(0).remediationId();
        String refusedAgain = tell(fires("i", "a", 20, playbook)).get(0).remediationId();
        assertThat(List.of(asked, refused, refusedAgain)).doesNotHaveDuplicates();
    }

    @Test
    void everythingIsForgottenADayAfterTheLastRequest() {
        tell(fires("i", "a", 0, playbook("web1")));
        tell(fires("i", "b", 10, playbook("web1")));
        until(RemediateMachine.MEMORY_MS - 1);
        assertThat(run.states()).isNotEmpty();
        until(RemediateMachine.MEMORY_MS);
        assertThat(run.states()).isEmpty();
    }

    @Test
    void aCooldownLongerThanADayIsNotForgotten() {
        long twoDays = 2 * RemediateMachine.MEMORY_MS;
        Playbook slow = playbook("web1", Mode.AUTO, 0, twoDays, 9, Map.of());
        tell(fires("i", "a", 0, slow));
        until(twoDays - 1);
        tell(fires("j", "a", twoDays - 1, slow));
        single(Kind.REFUSED, Refusal.COOLDOWN);
    }

    @Test
    void theKeyIsTenantAndTarget() {
        Candidate one = fires("i", "a", 0, playbook("web1"));
        Candidate sameHost = fires("j", "b", 5, playbook("web1"));
        Candidate otherHost = fires("i", "a", 0, playbook("web2"));
        Candidate otherTenant = new Candidate(one.kind(), 0, "initech", "i", "a", 0, "a", 0, false, playbook("web1"));
        assertThat(RemediateMachine.keyOf(one)).isEqualTo(RemediateMachine.keyOf(sameHost));
        assertThat(RemediateMachine.keyOf(one))
                .isNotEqualTo(RemediateMachine.keyOf(otherHost))
                .isNotEqualTo(RemediateMachine.keyOf(otherTenant));
    }
}
