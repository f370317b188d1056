package io.weir.app.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    private void told(String tenant, long minute, long received, long outcome, long held, long dead, long inFlight) {
        ledger.add(new Tally(
                tenant,
                minute,
                received,
                Map.of("opened", outcome - 1, "joined", 1L),
                Map.of("downtime", held),
                dead,
                inFlight));
    }

    @Test
    void addsUpAllTenantsAndMinutes() {
        told("a", 0, 10, 6, 3, 1, 0);
        told("a", 60_000, 4, 4, 0, 0, 0);
        told("b", 0, 7, 5, 0, 0, 2);

        assertThat(ledger.received()).isEqualTo(21);
        assertThat(ledger.accountedFor()).isEqualTo(19);
        assertThat(ledger.inFlight()).isEqualTo(2);
        assertThat(ledger.unaccounted(21, 0)).isEqualTo(2);
    }

    @Test
    void theLastWordOnAMinuteCounts() {
        told("a", 0, 10, 6, 0, 0, 4);
        told("a", 0, 10, 10, 0, 0, 0);

        assertThat(ledger.unaccounted(10, 0)).isZero();
        assertThat(ledger.inFlight()).isZero();
    }

    @Test
    void whatWasSentAgainMayBeThereTwiceAndNothingElse() {
        told("a", 0, 12, 12, 0, 0, 0);

        assertThat(ledger.unaccounted(10, 2)).isZero();
        assertThat(ledger.unaccounted(10, 1)).isEqualTo(-1);
    }
}
