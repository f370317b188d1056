package io.weir.bridge.quota;

import static io.weir.bridge.quota.Verdict.FOLDED;
import static io.weir.bridge.quota.Verdict.PASSED;
import static io.weir.bridge.quota.Verdict.PASSED_BEYOND;
import static io.weir.bridge.quota.Verdict.WAITS_FOR_ROOM;
import static io.weir.bridge.quota.Verdict.WAITS_FOR_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of each alert of a tenant over its quota: the rate is 1 a second, so a burst of 3. */
class GateTest {
    private static final long START = 1_000_000;
    private static final long MINUTE = 60_000;

    private final Gate gate = new Gate(Quota.defaults().withRates(0, 1).withOpenIdentities(50), START);

    private static Observation firing(long id, long startsAt) {
        return new Observation(id, true, startsAt, Observation.NEVER);
    }

    private static Observation resolved(long id, long startsAt) {
        return new Observation(id, false, startsAt, Observation.NEVER);
    }

    /** There are no tokens for it. */
    private Verdict beyond(Observation next, long at) {
        return gate.judge(next, START + at, false);
    }

    private Verdict within(Observation next, long at) {
        return gate.judge(next, START + at, true);
    }

    private Verdict written(Observation next, long at) {
        Verdict verdict = beyond(next, at);
        assertThat(verdict.passes()).as("%s", verdict).isTrue();
        gate.identities().written(next.id(), START + at);
        return verdict;
    }

    /** It waits, and is found in the topic. */
    private Verdict waits(Observation next, long at, long offset) {
        Verdict verdict = beyond(next, at);
        gate.waiting().found(next, verdict.partition(), offset, START + at, true);
        return verdict;
    }

    @Test
    void whatIsWithinTheRatePassesWhateverItIs() {
        assertThat(within(firing(1, 5), 0)).isEqualTo(PASSED);
        assertThat(within(firing(1, 5), 0)).isEqualTo(PASSED);
        assertThat(within(resolved(1, 5), 0)).isEqualTo(PASSED);
        assertThat(within(firing(1, 9), 0)).as("the burst is over").isEqualTo(PASSED_BEYOND);
        assertThat(within(resolved(1, 9), 1_000)).isEqualTo(PASSED);
        assertThat(within(resolved(2, 9), 1_000)).isEqualTo(WAITS_FOR_TOKENS);
    }

    @Test
    void beyondTheRateWhatNobodyHasHeardOfPasses() {
        assertThat(written(firing(1, 5), 0)).isEqualTo(PASSED_BEYOND);
        assertThat(written(firing(2, 5), 0)).isEqualTo(PASSED_BEYOND);
    }

    @Test
    void beyondTheRateARepeatIsFoldedWhileItsAlertWasWrittenAMomentAgo() {
        written(firing(1, 5), 0);
        assertThat(beyond(firing(1, 5), 10)).isEqualTo(FOLDED);
        assertThat(beyond(firing(1, Observation.UNKNOWN), 20)).isEqualTo(FOLDED);
        assertThat(beyond(firing(1, 5), MINUTE - 1)).isEqualTo(FOLDED);
        assertThat(written(firing(1, 5), MINUTE)).as("proof of life").isEqualTo(PASSED_BEYOND);
        assertThat(beyond(firing(1, 5), MINUTE + 1)).isEqualTo(FOLDED);
    }

    @Test
    void whatTheLogHasFromOthersIsKnownAsWell() {
        gate.identities().read(firing(1, 5), START);
        assertThat(beyond(firing(1, 5), 10)).isEqualTo(FOLDED);
    }

    @Test
    void whatIsNotAcknowledgedYetFoldsNothing() {
        beyond(firing(1, 5), 0);
        assertThat(beyond(firing(1, 5), 1)).isEqualTo(PASSED_BEYOND);
        gate.identities().failed(1);
        assertThat(gate.identities().open()).isZero();
    }

    @Test
    void aShortSilenceThatTheRuleBookTakesForAnEndIsMinded() {
        gate.staleAfter(9_000);
        written(firing(1, 5), 0);
        assertThat(beyond(firing(1, 5), 2_999)).isEqualTo(FOLDED);
        assertThat(beyond(firing(1, 5), 3_000)).isEqualTo(PASSED_BEYOND);
    }

    @Test
    void aSourceWhoseSilenceIsAnEndGetsItsProofInTime() {
        written(new Observation(1, true, 5, START + 20_000), 0);
        assertThat(beyond(new Observation(1, true, 5, START + 25_000), 5_000)).isEqualTo(FOLDED);
        assertThat(beyond(new Observation(1, true, 5, START + 31_000), 11_000))
                .as("less than half of it is left")
                .isEqualTo(PASSED_BEYOND);
    }

    @Test
    void beyondTheRateAnEndWaitsAndWhatFollowsWaitsBehindIt() {
        written(firing(1, 5), 0);
        assertThat(waits(resolved(1, 5), 10, 7)).isEqualTo(WAITS_FOR_TOKENS);
        assertThat(beyond(resolved(1, 5), 20)).as("says what waits").isEqualTo(FOLDED);
        assertThat(waits(firing(1, 9), 30, 8)).isEqualTo(WAITS_FOR_TOKENS);
        assertThat(within(firing(1, 9), 20_000)).as("though there are tokens").isEqualTo(FOLDED);
        assertThat(within(resolved(1, 9), 20_010)).isEqualTo(WAITS_FOR_TOKENS);
        gate.waiting().drained(0, 9, 9);
        assertThat(within(firing(1, 12), 20_020)).as("one is underway").isEqualTo(WAITS_FOR_TOKENS);
        gate.waiting().found(resolved(1, 9), 0, 9, START + 20_010, true);
        gate.waiting().found(firing(1, 12), 0, 10, START + 20_020, true);
        gate.waiting().drained(0, 10, 11);
        assertThat(within(resolved(1, 12), 20_030)).as("one still waits").isEqualTo(WAITS_FOR_TOKENS);
        gate.waiting().found(resolved(1, 12), 0, 11, START + 20_030, true);
        gate.waiting().drained(0, 12, 12);
        assertThat(gate.waiting().any()).isFalse();
        assertThat(within(resolved(1, 99), 40_000)).isEqualTo(PASSED);
    }

    @Test
    void whatAnotherBridgeMadeWaitIsWaitedBehind() {
        gate.waiting().found(resolved(1, 5), 0, 3, START, false);
        assertThat(within(firing(1, 9), 1)).isEqualTo(WAITS_FOR_TOKENS);
    }

    @Test
    void whatCouldNotBeMadeToWaitHoldsNothingUp() {
        written(firing(1, 5), 0);
        assertThat(beyond(resolved(1, 5), 10)).isEqualTo(WAITS_FOR_TOKENS);
        gate.waiting().failed(1);
        assertThat(within(resolved(1, 5), 20)).isEqualTo(PASSED);
    }

    @Test
    void anotherAlertDoesNotWaitBehindIt() {
        written(firing(1, 5), 0);
        beyond(resolved(1, 5), 10);
        assertThat(beyond(firing(2, 5), 20)).isEqualTo(PASSED_BEYOND);
    }

    @Test
    void anEpisodeThatReplacesAnotherWaits() {
        written(firing(1, 5), 0);
        assertThat(beyond(firing(1, 5 + MINUTE), 10)).isEqualTo(WAITS_FOR_TOKENS);
    }

    @Test
    void replicasOfASourceRepeatOneAnother() {
        long until = START + 240_000;
        written(new Observation(1, true, 5, until), 0);
        assertThat(beyond(new Observation(1, true, 15_005, until), 10)).isEqualTo(FOLDED);
        assertThat(beyond(new Observation(1, true, 5 + 2 * MINUTE, until), 20)).isEqualTo(WAITS_FOR_TOKENS);
    }

    @Test
    void withoutRoomWhatBeginsWaitsForIt() {
        for (int id = 1; id <= 50; id++) {
            written(firing(id, 5), 0);
        }
        assertThat(waits(firing(99, 5), 1, 0)).isEqualTo(WAITS_FOR_ROOM);
        assertThat(within(firing(1, 5), 1)).as("known ones go on").isEqualTo(PASSED);
        assertThat(gate.mayDrain(firing(99, 5), 1, START + 60_000)).isFalse();
        assertThat(waits(resolved(99, 5), 2, 1)).as("behind its start").isEqualTo(WAITS_FOR_ROOM);
        assertThat(within(resolved(1, 5), 60_000)).isEqualTo(PASSED);
        assertThat(gate.mayDrain(firing(99, 5), 1, START + 119_000)).as("room").isTrue();
        assertThat(gate.mayDrain(resolved(99, 5), 1, START + 180_000)).isTrue();
        assertThat(gate.identities().open()).isEqualTo(49);
    }

    @Test
    void anEndDoesNotWaitBehindItsOwnStartThatIsOnItsWayToTheLog() {
        for (int id = 1; id <= 50; id++) {
            written(firing(id, 5), 0);
        }
        waits(firing(99, 5), 1, 0);
        waits(firing(98, 5), 1, 1);
        within(resolved(1, 5), 10_000);
        assertThat(gate.mayDrain(firing(99, 5), 1, START + 10_001)).isTrue();
        assertThat(gate.mayDrain(firing(98, 5), 1, START + 10_001)).isFalse();
        gate.waiting().handedOver(1, 1, List.of(firing(99, 5)));
        assertThat(within(resolved(99, 5), 10_002)).isEqualTo(PASSED);
        gate.waiting().found(firing(99, 5), 1, 0, START, false);
        assertThat(within(firing(99, 9), 10_003)).as("read late").isEqualTo(PASSED);
    }

    @Test
    void oneAMinuteGoesWithoutRoom() {
        for (int id = 1; id <= 50; id++) {
            written(firing(id, 5), 0);
        }
        assertThat(gate.mayDrain(firing(99, 5), 1, START + 1)).isFalse();
        assertThat(gate.mayDrain(firing(99, 5), 1, START + MINUTE)).isFalse();
        assertThat(gate.mayDrain(firing(99, 5), 1, START + MINUTE + 1)).isTrue();
        assertThat(gate.mayDrain(firing(98, 5), 1, START + MINUTE + 2)).isFalse();
    }

    @Test
    void whatHasWaitedTakesATenthHoweverMuchComesIn() {
        written(firing(1, 5), 0);
        waits(resolved(1, 5), 0, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(within(resolved(1_000 + i, 1), 0)).isEqualTo(PASSED);
        }
        for (int second = 1; second <= 9; second++) {
            within(resolved(2_000 + second, 1), 1_000L * second);
            assertThat(gate.mayDrain(resolved(1, 5), 0, START + 1_000L * second))
                    .isFalse();
        }
        assertThat(gate.mayDrain(resolved(1, 5), 0, START + 10_100)).isTrue();
        assertThat(gate.mayDrain(resolved(1, 5), 0, START + 10_100)).isFalse();
    }

    @Test
    void alertsOfARequestBeyondItsQuotaGetNoTokens() {
        assertThat(gate.judge(firing(1, 5), START, false)).isEqualTo(PASSED_BEYOND);
        assertThat(gate.judge(resolved(2, 5), START, false)).isEqualTo(WAITS_FOR_TOKENS);
    }

    @Test
    void whatIsSilentForTooLongTakesNoRoom() {
        written(firing(1, 5), 0);
        written(new Observation(2, true, 5, START + MINUTE), 0);
        gate.forget(START + 2 * MINUTE);
        assertThat(gate.identities().open()).isEqualTo(2);
        gate.forget(START + 2 * MINUTE + 1);
        assertThat(gate.identities().open()).as("expired").isEqualTo(1);
        gate.forget(START + 24 * 60 * MINUTE + 1);
        assertThat(gate.identities().open()).isZero();
    }

    @Test
    void withoutARateNothingIsJudgedUntilRoomIsScarce() {
        Gate free = new Gate(Quota.defaults().withOpenIdentities(20_000), START);
        assertThat(free.judges(1)).isFalse();
        assertThat(free.judges(9_000)).isTrue();
        for (int id = 0; id < 8_000; id++) {
            free.identities().read(firing(id, Observation.UNKNOWN), START);
        }
        assertThat(free.judges(1)).isTrue();
        assertThat(free.judge(firing(20_000, 5), START, true)).isEqualTo(PASSED);
    }
}
