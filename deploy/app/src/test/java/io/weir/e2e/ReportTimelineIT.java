package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The timeline and the plots of a replay's report, as a person uses them in a real browser. */
class ReportTimelineIT {
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
    void drawsEveryIncidentOnceAndNoneOverAnother() {
        assertThat(browser.count("#band-before .bar"))
                .isEqualTo(report.sample().before().size());
        assertThat(browser.count("#band-after .bar"))
                .isEqualTo(report.sample().after().size());
        assertThat(browser.script("""
                        const boxes = side => [...document.querySelectorAll(`#band-${side} .bar`)].map(bar => bar.getBoundingClientRect());
                        const over = (a, b) => a !== b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                        return ['before', 'after'].map(boxes).some(side => side.some(a => side.some(b => over(a, b))));""")).isEqualTo(false);
        browser.one("[data-zoom=in]").click();
        assertThat(browser.count("#band-before .bar"))
                .isLessThan(report.sample().before().size());
        browser.one("[data-zoom=all]").click();
        assertThat(browser.count("#band-before .bar"))
                .isEqualTo(report.sample().before().size());
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
                .isEqualTo(report.diff().path("changes").path(0).path("before").size());
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
        assertThat(browser.count("#band-after .bar"))
                .isLessThan(report.sample().after().size());
        new Actions(browser.driver()).moveToElement(over).doubleClick().perform();
        assertThat(browser.one("#period-shown").getText()).isEqualTo(whole);
    }

    @Test
    void fitsAPhoneAndBothColourSchemes() {
        browser.viewport(400, 800);
        browser.open(report.page(), "#change-1");
        await().until(() -> browser.one("#detail-1").isDisplayed());
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(400L);
        assertThat(browser.script("return [...document.querySelectorAll('section, table')]"
                        + ".filter(box => box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > 400)"
                        + ".map(box => box.className || box.id)"))
                .isEqualTo(List.of());
        Object light = background();
        browser.colourScheme("dark");
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
