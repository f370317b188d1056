package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.report.ReportPage;
import io.weir.app.report.ReportSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The report of the sample night in a browser. */
final class OpenReport implements AutoCloseable {
    private final ReportSample sample = new ReportSample();
    private final ObjectNode diff = sample.diff();
    private final Path page;
    private final HeadlessBrowser browser;

    OpenReport(Path page) throws IOException {
        this.page = page;
        browser = new HeadlessBrowser();
        ReportPage.write(page, diff, sample.before(), sample.after());
    }

    ReportSample sample() {
        return sample;
    }

    ObjectNode diff() {
        return diff;
    }

    Path page() {
        return page;
    }

    HeadlessBrowser browser() {
        return browser;
    }

    /** Opens the page anew, on a desk and by day. */
    void load(String anchor) {
        browser.viewport(1280, 1000);
        browser.colourScheme("light");
        browser.open(page, anchor);
    }

    /** The browser did not complain, and nothing but the page was asked for. */
    void assertQuiet() {
        assertQuiet(browser);
    }

    static void assertQuiet(HeadlessBrowser browser) {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)"))
                .isEqualTo(List.of());
        assertThat(browser.requests())
                .allMatch(request -> request.contains("\"url\":\"file://") || request.contains("\"url\":\"data:,\""));
    }

    @Override
    public void close() {
        browser.close();
    }
}
