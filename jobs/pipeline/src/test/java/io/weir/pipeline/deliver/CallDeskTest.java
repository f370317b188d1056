package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallDeskTest {
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CallDesk<String, String> desk = new CallDesk<>("test", 2, order -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        gate.acquireUninterruptibly();
        running.decrementAndGet();
        if (order.equals("broken")) {
            throw new IllegalStateException("broken");
        }
        if (order.equals("no class")) {
            throw new NoClassDefFoundError("no class");
        }
        return "did " + order;
    });

    @AfterEach
    void stop() throws InterruptedException {
        gate.release(10_000);
        desk.stop();
    }

    @Test
    void theAnswerComesWithTheOrderThatWasCarriedOut() {
        assertThat(desk.handIn("k", "one")).isTrue();
        assertThat(desk.awaits("k")).isTrue();
        assertThat(desk.collect("k")).isNull();
        gate.release();
        await().until(() -> !desk.awaits("k"));
        assertThat(desk.busy("k")).isTrue();
        assertThat(desk.collect("k")).isEqualTo(new CallDesk.Answer<>("one", "did one", null));
        assertThat(desk.busy("k")).isFalse();
        assertThat(desk.collect("k")).isNull();
    }

    @Test
    void aWaitingOrderCanBeReplacedOrTakenBackARunningOneCannot() {
        desk.handIn("a", "a");
        desk.handIn("b", "b");
        await().until(() -> running.get() == 2);
        desk.handIn("c", "old");
        desk.handIn("d", "d");
        desk.replace("c", older -> "new");
        desk.replace("a", older -> "late");
        assertThat(desk.takeBack("d")).isTrue();
        assertThat(desk.takeBack("a")).isFalse();
        gate.release(10);
        await().until(() -> !desk.awaits("a") && !desk.awaits("c"));
        assertThat(desk.collect("a").order()).isEqualTo("a");
        assertThat(desk.collect("c").result()).isEqualTo("did new");
        assertThat(desk.busy("d")).isFalse();
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void aCallThatThrowsIsAnAnswerToo() {
        gate.release();
        desk.handIn("k", "broken");
        await().until(() -> !desk.awaits("k"));
        assertThat(desk.collect("k").problem()).hasMessage("broken");
    }

    @Test
    void anErrorReachesTheTaskThreadAndFreesTheKey() {
        gate.release(2);
        desk.handIn("k", "no class");
        await().until(() -> !desk.awaits("k"));
        assertThatThrownBy(() -> desk.collect("k"))
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessage("no class");
        assertThat(desk.busy("k")).isFalse();
        assertThat(desk.handIn("k", "next")).isTrue();
        await().until(() -> !desk.awaits("k"));
        assertThat(desk.collect("k").result()).isEqualTo("did next");
    }

    @Test
    void oneCallPerKeyAndABoundedQueue() {
        desk.handIn("k", "one");
        assertThatThrownBy(() -> desk.handIn("k", "two")).isInstanceOf(IllegalStateException.class);
        int taken = 1;
        while (desk.handIn("k" + taken, "more")) {
            taken++;
        }
        assertThat(taken).isBetween(500, 503);
        assertThat(desk.lookAfterMs()).as("no use in looking often").isEqualTo(2000);
    }
}
