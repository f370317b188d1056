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

    static Observation firing(long id, long startsAt) {
        return new Observation(id, true, startsAt, Observation.NEVER);
    }

    static Observation resolved(long id, long startsAt) {
        return new Observation(id, false, startsAt, Observation.NEVER);
    }

    /** There are no tokens for it. */
    private Verdict beyond(Observation next, long at) {
        return gate.judge(next, START + at, false).verdict();
    }

    private Verdict within(Observation next, long at) {
        return gate.judge(next, START + at, true).verdict();
    }

    private Verdict written(Observation next, long at) {
        Judged judged = gate.judge(next, START + at, false);
        assertThat(judged.verdict().passes()).as("%s", judged).isTrue();
        gate.written(judged, START + at);
        return judged.verdict();
    }

    /** It waits, and is found in the topic. */
    private Verdict waits(Observation next, long at, long offset) {
        Judged judged = gate.judge(next, START + at, false);
        gate.written(judged, START + at);
        gate.waiting().found(next, judged.verdict().partition(), offset, START + at, true);
        return judged.verdict();
    }

    /** Kafka does not take it. */
    private Verdict failed(Judged judged) {
        gate.failed(judged);
        return judged.verdict();
    }

    private boolean drains(Observation head, int partition, long at) {
        return gate.drain(head, partition, START + at) != null;
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
        Judged first = gate.judge(firing(1, 5), START, false);
        Judged twin = gate.judge(firing(1, 5), START + 1, false);
        assertThat(twin.verdict()).isEqualTo(PASSED_BEYOND);
        gate.failed(first);
        assertThat(gate.identities().open()).as("its twin may come through").isEqualTo(1);
        gate.failed(twin);
        assertThat(gate.identities().open()).isZero();
    }

    @Test
    void aStartThatKafkaDidNotTakeIsNotFoldedOntoTheEndBeforeIt() {
        written(firing(1, 5), 0);
        gate.written(gate.judge(resolved(1, 5), START + 10, true), START + 10);
        assertThat(failed(gate.judge(firing(1, 9), START + 10_000, false))).isEqualTo(PASSED_BEYOND);
        assertThat(gate.identities().open()).isZero();
        assertThat(beyond(resolved(1, 5), 10_100)).as("that is on Kafka").isEqualTo(FOLDED);
        assertThat(written(firing(1, 9), 10_200)).as("sent again").isEqualTo(PASSED_BEYOND);
        assertThat(beyond(firing(1, 9), 10_300)).isEqualTo(FOLDED);
    }

    @Test
    void anEndWithATokenThatKafkaDidNotTakeIsNotFolded() {
        written(firing(1, 5), 0);
        assertThat(failed(gate.judge(resolved(1, 5), START + 10, true))).isEqualTo(PASSED);
        assertThat(gate.identities().open()).isEqualTo(1);
        assertThat(beyond(resolved(1, 5), 20)).as("sent again, without a token").isEqualTo(WAITS_FOR_TOKENS);
    }

    @Test
    void theTwinOfAChangeThatIsOnItsWayIsNotFolded() {
        written(firing(1, 5), 0);
        Judged end = gate.judge(resolved(1, 5), START + 10, true);
        assertThat(beyond(resolved(1, 5), 11)).isEqualTo(PASSED_BEYOND);
        gate.written(end, START + 10);
        assertThat(beyond(resolved(1, 5), 12)).isEqualTo(FOLDED);
    }

    @Test
    void whatCouldNotBeMadeToWaitBehindSomethingIsNotFolded() {
        written(firing(1, 5), 0);
        waits(resolved(1, 5), 10, 0);
        waits(firing(1, 9), 20, 1);
        assertThat(failed(gate.judge(resolved(1, 9), START + 30, true))).isEqualTo(WAITS_FOR_TOKENS);
        assertThat(within(firing(1, 9), 40)).as("that waits").isEqualTo(FOLDED);
        assertThat(within(resolved(1, 9), 50)).as("sent again").isEqualTo(WAITS_FOR_TOKENS);
    }

    @Test
    void theTwinOfSomethingThatIsMadeToWaitIsNotFolded() {
        written(firing(1, 5), 0);
        Judged end = gate.judge(resolved(1, 5), START + 10, false);
        assertThat(beyond(resolved(1, 5), 11)).isEqualTo(WAITS_FOR_TOKENS);
        gate.written(end, START + 10);
        assertThat(beyond(resolved(1, 5), 12)).isEqualTo(FOLDED);
    }

    @Test
    void howAnEarlierWaitEndedSaysNothingOfALaterOne() {
        written(firing(1, 5), 0);
        Judged end = gate.judge(resolved(1, 5), START + 10, false);
        gate.waiting().found(resolved(1, 5), 0, 0, START + 10, true);
        gate.waiting().handedOver(0, 1, List.of(resolved(1, 5)));
        Judged later = gate.judge(resolved(1, 5), START + 20, false);
        gate.written(end, START + 10);
        assertThat(beyond(resolved(1, 5), 30)).as("it is not on Kafka yet").isEqualTo(WAITS_FOR_TOKENS);
        gate.written(later, START + 20);
        assertThat(beyond(resolved(1, 5), 40)).isEqualTo(FOLDED);
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
        assertThat(failed(gate.judge(resolved(1, 5), START + 10, false))).isEqualTo(WAITS_FOR_TOKENS);
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
        assertThat(drains(firing(99, 5), 1, 60_000)).isFalse();
        assertThat(waits(resolved(99, 5), 2, 1)).as("behind its start").isEqualTo(WAITS_FOR_ROOM);
        assertThat(within(resolved(1, 5), 60_000)).isEqualTo(PASSED);
        assertThat(drains(firing(99, 5), 1, 119_000)).as("room").isTrue();
        assertThat(drains(resolved(99, 5), 1, 180_000)).isTrue();
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
        assertThat(drains(firing(99, 5), 1, 10_001)).isTrue();
        assertThat(drains(firing(98, 5), 1, 10_001)).isFalse();
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
        assertThat(drains(firing(99, 5), 1, 1)).isFalse();
        assertThat(drains(firing(99, 5), 1, MINUTE)).isFalse();
        assertThat(drains(firing(99, 5), 1, MINUTE + 1)).isTrue();
        assertThat(drains(firing(98, 5), 1, MINUTE + 2)).isFalse();
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
            assertThat(drains(resolved(1, 5), 0, 1_000L * second)).isFalse();
        }
        assertThat(drains(resolved(1, 5), 0, 10_100)).isTrue();
        assertThat(drains(resolved(1, 5), 0, 10_100)).isFalse();
    }

    @Test
    void alertsOfARequestBeyondItsQuotaGetNoTokens() {
        assertThat(beyond(firing(1, 5), 0)).isEqualTo(PASSED_BEYOND);
        assertThat(beyond(resolved(2, 5), 0)).isEqualTo(WAITS_FOR_TOKENS);
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
        assertThat(free.judge(firing(20_000, 5), START, true).verdict()).isEqualTo(PASSED);
    }
}
