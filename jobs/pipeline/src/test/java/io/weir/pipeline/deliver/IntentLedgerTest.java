package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntentLedgerTest {
    @Test
    void safeOnlyOnceALaterCheckpointIsComplete() {
        IntentLedger ledger = new IntentLedger(true, 4);
        ledger.intend("a");
        assertThat(ledger.safe("a")).isFalse();
        ledger.begun(5);
        ledger.intend("b");
        ledger.completed(5);
        assertThat(ledger.safe("a")).isTrue();
        assertThat(ledger.safe("b")).as("came after checkpoint 5 had begun").isFalse();
        ledger.begun(6);
        ledger.begun(7);
        ledger.completed(7);
        assertThat(ledger.safe("b")).as("a later one covers it").isTrue();
    }

    @Test
    void anIntentFromARestoreIsSafe() {
        assertThat(new IntentLedger(true, 9).safe("a")).isTrue();
    }

    @Test
    void withoutCheckpointsNothingWaits() {
        IntentLedger ledger = new IntentLedger(false, 0);
        ledger.intend("a");
        assertThat(ledger.safe("a")).isTrue();
    }
}
