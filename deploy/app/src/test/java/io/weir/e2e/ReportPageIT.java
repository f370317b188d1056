package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.report.ReportPage;
import io.weir.app.report.ReportSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The report of a replay, as a person uses it in a real browser. */
class ReportPageIT {
    @TempDir
    static Path folder;

    private static final ReportSample SAMPLE = new ReportSample();
    private static final ObjectNode DIFF = SAMPLE.diff();

    private static HeadlessBrowser browser;
    private static Path page;

    @BeforeAll
    static void open() throws IOException {
        browser = new HeadlessBrowser();
        page = folder.resolve("report.html");
        ReportPage.write(page, DIFF, SAMPLE.before(), SAMPLE.after());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void load() {
        browser.viewport(1280, 1000);
        browser.open(page, "");
    }

    @AfterEach
    void nothingWentWrongAndNothingWasLoaded() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)"))
                .isEqualTo(List.of());
        assertThat(browser.requests())
                .allMatch(request -> request.contains("\"url\":\"file://") || request.contains("\"url\":\"data:,\""));
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
    void drawsEveryIncidentOnceAndNoneOverAnother() {
        assertThat(browser.count("#band-before .bar")).isEqualTo(SAMPLE.before().size());
        assertThat(browser.count("#band-after .bar")).isEqualTo(SAMPLE.after().size());
        assertThat(browser.script("""
                        const boxes = side => [...document.querySelectorAll(`#band-${side} .bar`)].map(bar => bar.getBoundingClientRect());
                        const over = (a, b) => a !== b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                        return ['before', 'after'].map(boxes).some(side => side.some(a => side.some(b => over(a, b))));""")).isEqualTo(false);
        browser.one("[data-zoom=in]").click();
        assertThat(browser.count("#band-before .bar"))
                .isLessThan(SAMPLE.before().size());
        browser.one("[data-zoom=all]").click();
        assertThat(browser.count("#band-before .bar")).isEqualTo(SAMPLE.before().size());
    }

    @Test
    void aBarLeadsToItsChangeAndItsCounterparts() {
        WebElement bar = changedBars().get(0);
        new Actions(browser.driver()).moveToElement(bar).perform();
        assertThat(browser.one("#tooltip").getText())
                .startsWith("129 DiskFillingUp: cluster=dc-west, site=lugano")
                .contains("rule hosts", "129 alerts", "UTC", "change #1: merged");
        bar.click();
        assertThat(browser.count(".bar.selected")).isEqualTo(1);
        assertThat(browser.count("#band-before .bar.counterpart"))
                .isEqualTo(DIFF.path("changes").path(0).path("before").size());
        assertThat(browser.count("#change-1.marked")).isEqualTo(1);
        browser.one("#selection a[href='#change-1']").click();
        await().until(() -> browser.one("#detail-1").isDisplayed());
    }

    @Test
    void theTimelineCanBeWalkedWithoutAMouse() {
        browser.script("document.querySelector('#band-before .bar[tabindex=\"0\"]').focus()");
        String first = focused();
        browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
        assertThat(focused()).isNotEqualTo(first);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN);
        assertThat(browser.count("#band-after .bar:focus")).isEqualTo(1);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        assertThat(browser.count("#band-after .bar.selected:focus")).isEqualTo(1);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
        assertThat(browser.count(".bar.selected")).isZero();
    }

    @Test
    void plotsAreDrawnAndZoomTheTimeline() {
        for (String plot : List.of("#plot-open", "#plot-opened")) {
            browser.script("document.querySelector(arguments[0]).scrollIntoView()", plot);
            for (String run : List.of("before", "after")) {
                await().untilAsserted(
                                () -> assertThat(pixels(plot, run)).as(plot).isGreaterThan(300));
            }
        }
        String whole = browser.one("#period-shown").getText();
        WebElement over = browser.one("#plot-open .u-over");
        new Actions(browser.driver())
                .moveToElement(over, -100, 0)
                .clickAndHold()
                .moveByOffset(150, 0)
                .release()
                .perform();
        assertThat(browser.one("#period-shown").getText()).isNotEqualTo(whole);
        assertThat(browser.count("#band-after .bar")).isLessThan(SAMPLE.after().size());
        new Actions(browser.driver()).moveToElement(over).doubleClick().perform();
        assertThat(browser.one("#period-shown").getText()).isEqualTo(whole);
    }

    @Test
    void changesSortByAnyColumn() {
        assertThat(numbers("number")).isSorted().hasSize(DIFF.path("changes").size());
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
        browser.open(page, "#change-5");
        await().until(() -> browser.one("#detail-5").isDisplayed());
    }

    @Test
    void fitsAPhoneAndBothColourSchemes() {
        browser.viewport(400, 800);
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "light"))));
        browser.open(page, "#change-1");
        await().until(() -> browser.one("#detail-1").isDisplayed());
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(400L);
        assertThat(browser.script("return [...document.querySelectorAll('section, table')]"
                        + ".filter(box => box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > 400)"
                        + ".map(box => box.className || box.id)"))
                .isEqualTo(List.of());
        Object light = background();
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        assertThat(background()).isNotEqualTo(light);
    }

    private static Object background() {
        return browser.script("return getComputedStyle(document.body).backgroundColor");
    }

    private static List<WebElement> changedBars() {
        return browser.all("#band-after .bar.changed").stream()
                .filter(bar -> bar.getDomAttribute("aria-label").startsWith("129 "))
                .toList();
    }

    private static String focused() {
        return browser.driver().switchTo().activeElement().getDomAttribute("aria-label");
    }

    private static List<Integer> numbers(String column) {
        return browser.texts("tr.summary .column-" + column).stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static void choose(String filter, String value) {
        browser.one("#filter-" + filter + " option[value='" + value + "']").click();
    }

    /** Pixels of a plot in the colour of one of the runs. */
    private static long pixels(String plot, String run) {
        return ((Number) browser.script("""
                        const canvas = document.querySelector(arguments[0] + ' canvas');
                        const colour = getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[1]);
                        const [red, green, blue] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
                        const copy = document.createElement('canvas');
                        [copy.width, copy.height] = [canvas.width, canvas.height];
                        const context = copy.getContext('2d', { willReadFrequently: true });
                        context.drawImage(canvas, 0, 0);
                        const dots = context.getImageData(0, 0, copy.width, copy.height).data;
                        let found = 0;
                        for (let i = 0; i < dots.length; i += 4) {
                          found += dots[i] === red && dots[i + 1] === green && dots[i + 2] === blue ? 1 : 0;
                        }
                        return found;""", plot, run)).longValue();
    }
}
