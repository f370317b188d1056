package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.schema.Severity;
import io.weir.sink.TicketGlimpse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits is not read again, until there is something to do about it. */
class IdleKeysTest {
    private static final long NOW = 1_000;
    private static final long EVERY = 15_000;

    private final ScriptedTickets tickets = new ScriptedTickets();
    private final Turnstile turnstile = new Turnstile(1, 1);
    private final TicketWatch watch = new TicketWatch(tickets, 2);
    private final IdleKeys idle = new IdleKeys(turnstile, watch, EVERY);

    @AfterEach
    void stop() throws InterruptedException {
        watch.stop();
    }

    private boolean asks(String key, long updatedAt) {
        return turnstile.admits(key, Severity.CRITICAL, true, updatedAt, NOW);
    }

    @Test
    void whoIsFarFromItsTurnWaitsUntilItComesNearer() {
        assertThat(asks("acme|1", 9)).isTrue();
        assertThat(asks("acme|2", 5)).isFalse();
        assertThat(asks("acme|3", 4)).isFalse();
        idle.waits("acme|2", Long.MAX_VALUE);
        idle.waits("acme|3", Long.MAX_VALUE);
        assertThat(idle.nextLook("acme|2", NOW)).as("it is the next").isZero();
        assertThat(idle.nextLook("acme|3", NOW)).isGreaterThan(NOW);
        turnstile.leave("acme|2");
        assertThat(idle.nextLook("acme|3", NOW)).as("now this one is").isZero();
    }

    @Test
    void whileTheOtherSideIsAwayEachIsReadForItMayBeLate() {
        assertThat(asks("acme|1", 9)).isTrue();
        assertThat(asks("acme|2", 5)).isFalse();
        assertThat(asks("acme|3", 4)).isFalse();
        idle.waits("acme|3", Long.MAX_VALUE);
        turnstile.foundAway("acme|1", "no answer", NOW);
        assertThat(idle.nextLook("acme|3", NOW)).isZero();
    }

    @Test
    void aTicketThatOthersChangedIsNews() {
        idle.watches("acme|inc-1", "7", "v1", Long.MAX_VALUE);
        assertThat(idle.nextLook("acme|inc-1", NOW)).isEqualTo(NOW + EVERY);
        tickets.changed(new TicketGlimpse("inc-1", "7", "v2"));
        await().atMost(Duration.ofSeconds(10)).until(() -> idle.nextLook("acme|inc-1", NOW) == 0);
    }

    @Test
    void whatElseIsDueCounts() {
        idle.watches("acme|inc-1", "7", "v1", NOW + 1);
        assertThat(idle.nextLook("acme|inc-1", NOW)).isEqualTo(NOW + 1);
        assertThat(idle.nextLook("acme|inc-1", NOW + 1)).isZero();
        assertThat(asks("acme|1", 9)).isTrue();
        assertThat(asks("acme|2", 5)).isFalse();
        assertThat(asks("acme|3", 4)).isFalse();
        idle.waits("acme|3", NOW + 2);
        assertThat(idle.nextLook("acme|3", NOW)).isEqualTo(NOW + 2);
    }

    @Test
    void whoWasWokenOrIsNotKnownIsRead() {
        idle.watches("acme|inc-1", "7", "v1", Long.MAX_VALUE);
        idle.wake("acme|inc-1");
        assertThat(idle.nextLook("acme|inc-1", NOW)).isZero();
        assertThat(idle.nextLook("acme|inc-2", NOW)).isZero();
    }
}
