package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final AtomicLong wall = new AtomicLong(1_000_000);
    private final Lease lease = new Lease(30_000, nanos::get, wall::get);

    private void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
        wall.addAndGet(millis);
    }

    @Test
    void itBeginsWithTheTask() {
        pass(30_000);
        assertThat(lease.closedBecause()).isNull();
        pass(1);
        assertThat(lease.closedBecause()).contains("longer than the lease");
    }

    @Test
    void aCompletedCheckpointCountsFromThisTasksPartOfIt() {
        pass(20_000);
        lease.begun(1);
        pass(15_000);
        assertThat(lease.closedBecause()).isNotNull();
        lease.completed(1);
        assertThat(lease.closedBecause()).isNull();
        pass(15_001);
        assertThat(lease.closedBecause()).isNotNull();
    }

    @Test
    void aMessageThatWaitedWhileTheProcessStoodStillIsNoSign() {
        lease.begun(1);
        pass(60_000); // it stood still, then finds the message from before
        lease.completed(1);
        assertThat(lease.closedBecause()).isNotNull();
        lease.begun(2);
        assertThat(lease.closedBecause()).as("begun is not agreed").isNotNull();
        lease.completed(2);
        assertThat(lease.closedBecause()).isNull();
    }

    @Test
    void aClockThatStopsWhileTheMachineSleepsIsNotBelieved() {
        wall.addAndGet(31_000);
        assertThat(lease.closedBecause()).isNotNull();
    }

    @Test
    void withoutALengthItNeverEnds() {
        Lease forEver = new Lease(0, nanos::get, wall::get);
        pass(1_000_000);
        assertThat(forEver.closedBecause()).isNull();
    }
}
