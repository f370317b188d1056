package io.weir.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.app.compare.FailIf.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailIfTest {
    private static Diff diff;

    /** Five tickets before and six after, of ten episodes; one critical episode is in a ticket no more. */
    @BeforeAll
    static void compare(@TempDir Path folder) throws IOException {
        RawRun before = new RawRun().plain("x", "crit1", "crit2");
        RawRun after = new RawRun().plain("x", "crit1").decided("held", "habitual", 0, null, "crit2", "crit3");
        for (int i = 1; i <= 4; i++) {
            before.plain("i" + i, "a" + i, "b" + i);
            after.plain("i" + i, "a" + i, "b" + i);
        }
        after.plain("more", "c");
        diff = IncidentDiff.compare(before.run(folder, "before"), after.run(folder, "after"), 0, 1);
    }

    private static List<Finding> check(String text) {
        return FailIf.parse(text, true).check(diff);
    }

    @ParameterizedTest
    @CsvSource({
        "tickets > 5, true",
        "tickets > 6, false",
        "tickets >= 6, true",
        "tickets < 6, false",
        "tickets <= 6, true",
        "tickets = 6, true",
        "tickets != 6, false",
        "tickets!=5, true",
        "tickets > 1.1x, true",
        "tickets > 1.2x, false",
        "tickets >= 1.2 x, true",
        "tickets = 1.2x, true",
        "noise-reduction < 50.1%, true",
        "noise-reduction < 50%, false",
        "noise-reduction <= 0.5, true",
        "noise-reduction < 0.9x, false",
        "noise-reduction = 1x, true",
        "time-to-ticket-p90-ms >= 60000, true",
        "added > 0, true",
        "changed = 1, true",
        "merged > 0, false",
        "split > 0, false",
        "regrouped > 0, false",
        "removed > 0, false",
        "missed-critical > 0, true",
        "missed-critical > 1, false",
    })
    void holdsOrNot(String condition, boolean holds) {
        assertThat(check(condition)).hasSize(holds ? 1 : 0);
    }

    @Test
    void thoseThatHoldAreNamedWithTheirValues() {
        assertThat(check("tickets > 1.1x , removed > 0, missed-critical>0"))
                .extracting(Finding::condition, Finding::text)
                .containsExactly(
                        tuple(
                                "tickets > 1.1x",
                                "tickets is 6, and tickets > 1.1x was not to be: the limit is 1.1 × 5 = 5.5."),
                        tuple(
                                "missed-critical>0",
                                "missed-critical is 1, and missed-critical>0 was not to be: the limit is 0."));
    }

    /** What the rules in force did not show either is no fault of the candidate; of one run there is nothing to compare. */
    @Test
    void missedIsWhatWasShownBeforeUnlessThereIsNoBefore() {
        assertThat(diff.after().figures().value(Figure.MISSED_CRITICAL)).isEqualTo(1L);
        Figures alone = new Figures(Map.of(Figure.MISSED_CRITICAL, 2L), Map.of(), Map.of());
        assertThat(FailIf.parse("missed-critical = 2", false).check(alone)).hasSize(1);
    }

    @Test
    void whatIsUnknownDoesNotHold() {
        Figures none = new Figures(Map.of(), Map.of(), Map.of());
        assertThat(FailIf.parse("alerts < 5, noise-reduction < 99%", false).check(none))
                .isEmpty();
    }

    @Test
    void errorsNameThePartAndWhatIsKnown() {
        assertThatThrownBy(() -> FailIf.parse("tickets > 1, tikets > 3", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "'tikets > 3': there is no tikets; names are alerts, episodes, incidents, tickets,")
                .hasMessageEndingWith("unresolved, added, removed, merged, split, regrouped, changed");
        for (String part :
                List.of("", "tickets", "tickets > ", "tickets ~ 3", "tickets > many", "> 3", "tickets > 3y")) {
            assertThatThrownBy(() -> FailIf.parse("added > 1," + part, true))
                    .hasMessageStartingWith("'" + part.strip() + "': expected NAME > NUMBER, like tickets > 1.2x;")
                    .hasMessageContaining("noise-reduction");
        }
        assertThatThrownBy(() -> FailIf.parse("tickets > 5%", true))
                .hasMessage("'tickets > 5%': % is for shares (noise-reduction), and tickets is none");
        assertThatThrownBy(() -> FailIf.parse("added > 2x", true))
                .hasMessageContaining("counts changes and has no value before");
        for (String part : List.of("tickets > 1.2x", "merged > 0")) {
            assertThatThrownBy(() -> FailIf.parse(part, false))
                    .hasMessage("'" + part + "': compares with a run before, and there is one rule book only");
        }
    }
}
