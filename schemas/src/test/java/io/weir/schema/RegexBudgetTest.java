package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegexBudgetTest {
    @Test
    void aDowntimeMayHoldManySmallExpressionsButNotManyLargeOnes() {
        RegexBudget small = RegexBudget.ofDowntime();
        IntStream.range(0, 100)
                .forEach(i -> assertThat(Matcher.parse("instance=~\".*web-" + i + ".*\"", small))
                        .isNotNull());

        RegexBudget large = RegexBudget.ofDowntime();
        String half = "instance=~\".*(a?){100}\"";
        assertThat(Matcher.parse(half, large)).isNotNull();
        assertThatThrownBy(() -> Matcher.parse(half, large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than a downtime may hold");
    }

    @Test
    void whatDoesNotFitIsNotPaidFor() {
        RegexBudget budget = RegexBudget.ofDowntime();
        assertThat(Matcher.parse("a=~\"(a?){150}\"", budget)).isNotNull();
        assertThatThrownBy(() -> Matcher.parse("a=~\"(a?){150}\"", budget)).hasMessageContaining("a downtime");
        assertThat(Matcher.parse("a=~\"web.+\"", budget)).isNotNull();
        assertThat(Matcher.parse("a=b", budget)).isNotNull();
    }
}
