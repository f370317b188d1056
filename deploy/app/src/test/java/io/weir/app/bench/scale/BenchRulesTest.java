package io.weir.app.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.schema.Alert;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchRulesTest {

    @Test
    void booksOfAllLengthsCanBeReadAndDifferInNothingButTheRuleThatIsFound() {
        AlertMix mix = new AlertMix(MixSize.standard(2_000), 1);
        RuleBook small = RuleBookParser.parse(BenchRules.book(10));
        RuleBook large = RuleBookParser.parse(BenchRules.book(5_000));
        Set<String> found = new HashSet<>();

        assertThat(small.grouping()).hasSize(10);
        assertThat(large.grouping()).hasSize(5_000);
        while (mix.hasNext()) {
            Alert alert = mix.next();
            RuleBook.Grouping one = small.groupingOf(alert.labels());
            RuleBook.Grouping other = large.groupingOf(alert.labels());
            assertThat(other.scope()).isEqualTo(one.scope());
            assertThat(other.waits()).isEqualTo(one.waits());
            found.add(other.name());
        }
        assertThat(found).hasSizeGreaterThan(50);
    }
}
