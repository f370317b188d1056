package io.weir.app.bench.flow;

import io.weir.app.bench.Row;
import java.util.concurrent.TimeUnit;

/** Waits until everything that a tenant sent is on the log and accounted for, and says whether the account balances. */
final class Settlement implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 500;

    private final TenantAccount account;

    /** Of a tenant that sends nothing more. */
    Settlement(String bootstrap, String tenant) {
        account = new TenantAccount(bootstrap, tenant);
    }

    /**
     * The row with what became of what was sent.
     *
     * @param drainSeconds so long it may take until nothing waits
     * @param tallySeconds so long after that until the tallies tell of all; they do a minute after each minute
     */
    Row onto(Row row, CrowdSenders.Sent sent, int drainSeconds, int tallySeconds) throws Exception {
        long began = System.nanoTime();
        TenantAccount.Spill spill = account.spill();
        long waited = spill.waiting();
        while (spill.waiting() > 0 && !over(began, drainSeconds)) {
            Thread.sleep(LOOK_EVERY_MS);
            spill = account.spill();
        }
        double secondsToDrain = (System.nanoTime() - began) / 1e9;
        long minute = TenantAccount.minute(System.currentTimeMillis());
        boolean settled = isSettled(minute);
        for (long drained = System.nanoTime(); !settled && !over(drained, tallySeconds); ) {
            Thread.sleep(LOOK_EVERY_MS);
            settled = isSettled(minute);
        }
        spill = account.spill();
        account.read();
        // what was refused may have been written before it was sent again
        long twice = account.written() + account.folded() + spill.waiting() - sent.acknowledged();
        boolean allThere = twice >= 0 && twice <= sent.sentAgain();
        return row.with("sent", (double) sent.acknowledged())
                .with("sentAgain", (double) sent.sentAgain())
                .with("passed", (double) account.written() - spill.drained())
                .with("folded", (double) account.folded())
                .with("spilled", (double) spill.written())
                .with("waitingAtItsEnd", (double) waited)
                .with("waiting", (double) spill.waiting())
                .with("secondsToDrain", secondsToDrain)
                .with("received", (double) account.received(minute))
                .with("unaccounted", (double) account.toAccountFor(minute) - account.accountedFor(minute))
                .with("inFlight", (double) account.inFlight(minute))
                .with("balanced", settled && allThere ? 1 : 0)
                .noted("the account is of all that tenant sent, and received what Weir says of it, too");
    }

    private boolean isSettled(long minute) throws Exception {
        account.read();
        return account.received(minute) == account.toAccountFor(minute)
                && account.accountedFor(minute) == account.received(minute)
                && account.inFlight(minute) == 0;
    }

    private static boolean over(long beganNanos, int seconds) {
        return System.nanoTime() - beganNanos > TimeUnit.SECONDS.toNanos(seconds);
    }

    @Override
    public void close() {
        account.close();
    }
}
