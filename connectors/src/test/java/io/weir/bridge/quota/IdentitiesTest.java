package io.weir.bridge.quota;

import static io.weir.bridge.quota.GateTest.firing;
import static io.weir.bridge.quota.GateTest.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is known of an alert while several words about it are on their way to Kafka, of which some do not arrive. */
class IdentitiesTest {
    private static final long START = 1_000_000;
    private static final long NOT_WRITTEN = Long.MIN_VALUE;

    private final Identities identities = new Identities();

    private long decided(Observation next, long at) {
        return identities.decided(next, START + at);
    }

    private void written(Observation word, long number, long at) {
        identities.written(word, number, START + at);
    }

    private void onKafka(Observation next, long at) {
        written(next, decided(next, at), at);
    }

    private void assertKnown(Observation last, long writtenAt) {
        assertThat(identities.get(1).last()).isEqualTo(last);
        assertThat(identities.get(1).writtenAt()).isEqualTo(writtenAt);
        assertThat(identities.open()).isEqualTo(last.firing() ? 1 : 0);
    }

    @Test
    void whatNeverWasOnKafkaIsForgotten() {
        decided(firing(1, 5), 0);
        identities.failed(1);
        assertThat(identities.get(1)).isNull();
        assertThat(identities.open()).isZero();
    }

    @Test
    void aFailureUndoesNothingThatWasWrittenLater() {
        onKafka(firing(1, 5), 0);
        decided(resolved(1, 5), 10);
        long again = decided(firing(1, 9), 20);
        written(firing(1, 9), again, 20);
        identities.failed(1);
        assertKnown(firing(1, 9), START + 20);
    }

    @Test
    void whatFailsGivesWayToWhatWasDecidedBeforeAndIsWrittenLater() {
        onKafka(firing(1, 5), 0);
        long end = decided(resolved(1, 5), 10);
        decided(firing(1, 9), 20);
        identities.failed(1);
        assertKnown(firing(1, 9), NOT_WRITTEN);
        written(resolved(1, 5), end, 10);
        assertKnown(resolved(1, 5), START + 10);
    }

    @Test
    void whenAllFailTheWordThatIsOnKafkaIsTheLast() {
        onKafka(firing(1, 5), 0);
        decided(resolved(1, 5), 10);
        decided(firing(1, 9), 20);
        identities.failed(1);
        identities.failed(1);
        assertKnown(firing(1, 5), START);
    }

    @Test
    void thatItWasWrittenBeforeSomethingElseProvesNothing() {
        long first = decided(firing(1, 5), 0);
        decided(resolved(1, 5), 10);
        long again = decided(firing(1, 5), 20);
        written(firing(1, 5), first, 0);
        assertKnown(firing(1, 5), NOT_WRITTEN);
        written(firing(1, 5), again, 20);
        assertKnown(firing(1, 5), START + 20);
    }

    @Test
    void anAcknowledgementThatComesLateDoesNotReplaceANewerOne() {
        long end = decided(resolved(1, 5), 0);
        long start = decided(firing(1, 9), 10);
        decided(resolved(1, 9), 20);
        written(firing(1, 9), start, 10);
        written(resolved(1, 5), end, 0);
        identities.failed(1);
        assertKnown(firing(1, 9), START + 10);
    }

    @Test
    void whatIsReadBeforeTheOwnWordLiesBeforeIt() {
        onKafka(firing(1, 5), 0);
        long end = decided(resolved(1, 5), 10);
        identities.read(firing(1, 5), START + 15);
        assertKnown(resolved(1, 5), NOT_WRITTEN);
        written(resolved(1, 5), end, 10);
        assertThat(identities.get(1).last()).isEqualTo(resolved(1, 5));
        identities.read(firing(1, 9), START + 30);
        assertKnown(firing(1, 9), START + 30);
    }

    @Test
    void whatIsReadIsGoneBackToWhenTheOwnWordFails() {
        onKafka(firing(1, 5), 0);
        decided(resolved(1, 5), 10);
        identities.read(firing(1, 9), START + 5);
        identities.failed(1);
        assertKnown(firing(1, 9), START + 5);
    }

    @Test
    void theOwnWordIsOnKafkaWhenItIsReadWhateverTheProducerThinks() {
        decided(firing(1, 5), 0);
        identities.read(firing(1, 5), START + 3);
        assertKnown(firing(1, 5), START + 3);
        identities.failed(1);
        assertKnown(firing(1, 5), START + 3);
    }

    @Test
    void aRepeatThatFailsProvesNoLife() {
        Observation first = new Observation(1, true, 5, START + 20_000);
        onKafka(first, 0);
        decided(new Observation(1, true, 5, START + 40_000), 20_000);
        identities.failed(1);
        assertKnown(first, START);
    }

    @Test
    void whatCannotSayWhenItBeganMeansTheEpisodeThatRuns() {
        onKafka(firing(1, 5), 0);
        onKafka(resolved(1, Observation.UNKNOWN), 10);
        assertKnown(resolved(1, 5), START + 10);
        onKafka(firing(1, Observation.UNKNOWN), 20);
        assertKnown(firing(1, Observation.UNKNOWN), START + 20);
    }

    @Test
    void whatIsUnderWayIsNotForgotten() {
        decided(firing(1, 5), 0);
        identities.forget(START + 1_000_000, 1_000);
        assertKnown(firing(1, 5), NOT_WRITTEN);
        identities.failed(1);
        assertThat(identities.get(1)).isNull();
    }
}
