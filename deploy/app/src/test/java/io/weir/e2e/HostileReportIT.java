package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.app.report.ReportPage;
import io.weir.app.report.ReportSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** A report in which every text comes from somebody who wants to run a script, in a real browser. */
class HostileReportIT {
    @TempDir
    static Path folder;

    private static final String[] TEXTS = {
        "</script><script>window.taken=1</script>",
        "<img src=x onerror=\"window.taken=1;alert(1)\">",
        "\"><svg onload=window.taken=1><a href=\"javascript:window.taken=1\">",
        "' onmouseover='window.taken=1' autofocus onfocus='window.taken=1",
        "<!--<script window.taken=1 ",
        // where only one of < and > were escaped, this would end the element that holds the data
        "</script </script ",
        "{{constructor.constructor('window.taken=1')()}} ${window.taken=1} <!--part:data-->",
        "<iframe srcdoc=\"<script>parent.taken=1</script>\"></iframe><base href=//evil.example>",
        "</style></title></bdi></template><style>*{display:none}</style>",
        "safe\u202Eexe.fdp\u202C \u2066x\u2069 a\u200Bb \uFEFF \uD800 \u0000 line\u2028line\u2029"
    };

    /** What is a time or a number, or a word whose place is in our own text. */
    private static final Set<String> NOT_TEXT =
            Set.of("openedAt", "publishedAt", "resolvedAt", "startsAt", "from", "to", "unit", "better", "schema");

    private static int next;
    private static HeadlessBrowser browser;
    private static Path page;

    @BeforeAll
    static void open() throws IOException {
        browser = new HeadlessBrowser();
        ReportSample sample = new ReportSample();
        page = folder.resolve("report.html");
        ReportPage.write(page, hostile("", sample.diff()), list(sample.before()), list(sample.after()));
        browser.open(page, "");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void showsWhatItWasGivenAndRunsNothingOfIt() throws IOException {
        browser.all(".toggle").forEach(WebElement::click);
        browser.script("""
                document.querySelectorAll('.bar').forEach(bar => {
                  bar.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                  bar.click();
                });
                document.querySelectorAll('*').forEach(node => node.dispatchEvent(new MouseEvent('mouseover')));""");

        assertThat(browser.script("return window.taken === undefined")).isEqualTo(true);
        OpenReport.assertQuiet(browser);
        assertThat(browser.count("script")).isEqualTo(3);
        assertThat(browser.count("style")).isEqualTo(1);
        assertThat(browser.count("img, svg, iframe, object, embed, base, form, template, [style*=evil]"))
                .isZero();
        assertThat(browser.script("""
                        return [...document.querySelectorAll('*')].flatMap(node => [...node.attributes])
                          .filter(one => one.name.startsWith('on') || one.name.startsWith('src')
                            || (one.name === 'href' && !one.value.startsWith('#') && one.value !== 'data:,'))
                          .map(one => one.name + '=' + one.value)""")).isEqualTo(List.of());

        String shown = (String) browser.script("return document.querySelector('main').textContent");
        for (String text : List.of(TEXTS).subList(0, TEXTS.length - 1)) {
            assertThat(shown).contains(text);
        }
        assertThat(shown).contains("safe‹U+202E›exe.fdp‹U+202C› ‹U+2066›x‹U+2069› a‹U+200B›b");
        assertThat(Files.readString(page)).doesNotContain("\u202E", "\u2066", "\u200B", "\uFEFF", "\u2028", "\u0000");
    }

    private static List<JsonNode> list(List<JsonNode> incidents) {
        List<JsonNode> hostile = new ArrayList<>();
        incidents.forEach(incident -> hostile.add(hostile("", incident)));
        return hostile;
    }

    /** A copy with a hostile text in place of each text, and as the name of a label. */
    private static JsonNode hostile(String name, JsonNode node) {
        if (node.isTextual() && !NOT_TEXT.contains(name)) {
            return TextNode.valueOf(TEXTS[next++ % TEXTS.length]);
        }
        if (node.isArray()) {
            ArrayNode copy = ((ArrayNode) node).arrayNode();
            node.forEach(element -> copy.add(hostile(name, element)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = ((ObjectNode) node).objectNode();
            boolean labels = "labels".equals(name) || "scope".equals(name);
            node.properties()
                    .forEach(field -> copy.set(
                            labels ? TEXTS[next++ % TEXTS.length] : field.getKey(),
                            hostile(field.getKey(), field.getValue())));
            return copy;
        }
        return node;
    }
}
