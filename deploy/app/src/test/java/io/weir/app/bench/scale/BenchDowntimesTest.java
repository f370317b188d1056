package io.weir.app.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.core.directives.DirectiveBook;
import io.weir.schema.Alert;
import io.weir.schema.rules.RuleBookParser;
import org.junit.jupiter.api.Test;

class BenchDowntimesTest {
    private static final int ALERTS = 20_000;

    @Test
    void fewAlertsAreHeldHoweverManyThereAre() {
        DirectiveBook book = new DirectiveBook(RuleBookParser.defaultBook(), 0);
        BenchDowntimes.of(10_000, 20).forEach(directive -> book.apply(directive, 0));
        AlertMix mix = new AlertMix(MixSize.standard(ALERTS), 1);
        int held = 0;
        while (mix.hasNext()) {
            Alert alert = mix.next();
            held += book.downtimeAt(alert.tenant(), alert.labels(), alert.receivedAt()) == null ? 0 : 1;
        }

        assertThat(held).isBetween(1, ALERTS / 50);
    }
}
