package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The figures and changes of a replay's report, as a person uses them in a real browser. */
class ReportTableIT {
    @TempDir
    static Path folder;

    private static OpenReport report;
    private static HeadlessBrowser browser;

    @BeforeAll
    static void open() throws IOException {
        report = new OpenReport(folder.resolve("report.html"));
        browser = report.browser();
    }

    @AfterAll
    static void close() {
        if (report != null) {
            report.close();
        }
    }

    @BeforeEach
    void load() {
        report.load("");
    }

    @AfterEach
    void nothingWentWrongAndNothingWasLoaded() {
        report.assertQuiet();
    }

    @Test
    void tellsTheVerdictAndEachFigureWithItsReading() {
        assertThat(browser.one("h1").getText()).isEqualTo("gap-300s.yaml compared with rules in force");
        assertThat(browser.one(".period").getText()).contains("2 Nov 2026 20:00 to 3 Nov 2026 06:00 UTC");
        assertThat(browser.one(".verdict strong").getText())
                .isEqualTo("3 critical episodes without a ticket, before 0.");
        assertThat(browser.one(".verdict").getText())
                .contains("opens 60 tickets instead of 68, 8 fewer")
                .contains("31 incidents are the same");
        assertThat(browser.texts(".figures tbody tr").stream().map(row -> row.replaceAll("[\\s\u202f]+", " ")))
                .hasSize(16)
                .contains("Tickets 68 60 \u22128 (\u221212 %) ✓ better", "Alert episodes 1 214 1 214 – = the same")
                .contains("Critical without a ticket 0 3 +3 ✗ worse");
    }

    @Test
    void changesSortByAnyColumn() {
        assertThat(numbers("number"))
                .isSorted()
                .hasSize(report.diff().path("changes").size());
        browser.one("th.column-alerts button").click();
        assertThat(numbers("alerts")).isSortedAccordingTo(Comparator.reverseOrder());
        browser.one("th.column-alerts button").click();
        assertThat(numbers("alerts")).isSorted().isNotEqualTo(List.of());
        assertThat(browser.one("th.column-alerts").getDomAttribute("aria-sort")).isEqualTo("ascending");
        for (String column : List.of("kind", "tenant", "text")) {
            browser.one("th.column-" + column + " button").click();
            assertThat(browser.texts("tr.summary .column-" + column).stream()
                            .map(text -> text.toLowerCase(Locale.ROOT)))
                    .as(column)
                    .isSorted();
        }
    }

    @Test
    void changesAreFilteredByKindSeverityTenantAndText() {
        choose("kind", "merged");
        assertThat(browser.texts("tr.summary .column-kind")).hasSize(7).containsOnly("merged");
        choose("tenant", "globex");
        assertThat(browser.texts("tr.summary .column-tenant")).isNotEmpty().containsOnly("globex");
        assertThat(browser.one("#found").getText()).isEqualTo(browser.count("tr.summary") + " of 25 changes");
        browser.one(".filters button").click();
        choose("severity", "info");
        assertThat(browser.texts("tr.summary .column-severity")).isNotEmpty().containsOnly("info");
        browser.one(".filters button").click();
        browser.one("#filter-text").sendKeys("instance=dc-west-1.example.net merged");
        assertThat(browser.texts("tr.summary .column-kind")).isNotEmpty().containsOnly("merged");
        browser.one("#filter-text").sendKeys(" nothing-like-this");
        assertThat(browser.count("tr.summary")).isZero();
    }

    @Test
    void aChangeOpensToItsIncidentsAlertsAndRules() {
        browser.one("#change-1 .toggle").click();
        assertThat(browser.texts("#detail-1 .side.before .card")).hasSize(4).allMatch(card -> card.contains("hosts"));
        assertThat(browser.texts("#detail-1 .side.after .card")).hasSize(1);
        assertThat(browser.count("#detail-1 .alerts tbody tr")).isEqualTo(20);
        browser.one("#detail-1 .more").click();
        assertThat(browser.texts("#detail-1 .alerts tbody tr"))
                .hasSize(30)
                .allMatch(alert -> alert.contains("site=lugano") && alert.contains("rule hosts"));
        assertThat(browser.one("#detail-1").getText()).contains("99 alerts are not listed");
        browser.one("#detail-1 .alerts td a").click();
        WebElement rule = browser.one(".rules tr:target");
        assertThat(rule.getText()).startsWith("hosts").contains("#1");
        rule.findElement(By.cssSelector("a[href='#change-1']")).click();
        await().until(() -> browser.count("#change-1 .toggle:focus") == 1);
    }

    @Test
    void anAddressWithAChangeOpensIt() {
        report.load("#change-5");
        await().until(() -> browser.one("#detail-5").isDisplayed());
    }

    private static List<Integer> numbers(String column) {
        return browser.texts("tr.summary .column-" + column).stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static void choose(String filter, String value) {
        browser.one("#filter-" + filter + " option[value='" + value + "']").click();
    }
}
