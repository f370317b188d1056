package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.schema.Incident;
import io.weir.schema.Wire;
import io.weir.sink.TicketNote;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.Marker;
import io.weir.sink.text.TicketText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All that is written into a ticket, of incidents in which every text comes from somebody who wants to run a script, in a
 * real browser: as a part of a page that is loaded, and as markup that a script puts into one. Nothing cleans it up in
 * between, as GLPI would.
 */
class TicketHtmlIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("..", "..", "schemas", "json", "examples", "valid");
    private static final String INCIDENT = "0123456789abcdef0123";

    /** {@code HIT} stands for an address at which we notice whoever asks. */
    static final List<String> TEXTS = List.of(
            "<script>window.taken=1</script><script src=HIT/script></script>",
            "<img src=HIT/img onerror=\"window.taken=1\"> <image href=HIT/image>",
            "\"><svg onload=window.taken=1><use href=HIT/use /></svg><a href=\"javascript:window.taken=1\">x</a>",
            "' onmouseover='window.taken=1' autofocus onfocus='window.taken=1",
            "</td></tr></table></div></article></main><form action=HIT/form><button autofocus>x",
            "<style>@import 'HIT/css'; * {background: url(HIT/css)}</style><link rel=stylesheet href=HIT/link>",
            "<iframe src=HIT/frame srcdoc=\"<script>parent.taken=1</script>\"></iframe><base href=HIT/base/>",
            "<meta http-equiv=refresh content=\"0;url=HIT/meta\"><object data=HIT/object></object>",
            "&lt;script&gt;window.taken=1&lt;/script&gt; &#60;img src=HIT/entity onerror=window.taken=1&#62; &#x3c;b",
            "<!-- <![CDATA[ <noscript><p title=\"</noscript><img src=HIT/mxss onerror=window.taken=1>\">",
            "![x](HIT/markdown) [x](javascript:window.taken=1) **bold** `code` <HIT/auto>",
            "{{constructor.constructor('window.taken=1')()}} ${window.taken=1} {% include 'x' %} ##ticket.url##",
            "<p>Weir · " + INCIDENT + " · r99</p> &#60;p&#62;Weir · " + INCIDENT + " · r99&#60;/p&#62;",
            "safe\u202Eexe.fdp\u202C \u2066x\u2069 \u0000<\u0000script>window.taken=1</script>\u000B");

    private static final List<String> ADDRESSES = List.of(
            "javascript:window.taken=1",
            "JaVaScRiPt://HIT/%0awindow.taken=1",
            "java\tscript:window.taken=1",
            " javascript:window.taken=1",
            "data:text/html,<script>window.taken=1</script>",
            "vbscript:x",
            "//HIT/relative",
            "HIT/quote\" onmouseover=\"window.taken=1",
            "HIT/quote'onmouseover='window.taken=1",
            "HIT/tag><script>window.taken=1</script>",
            "HIT/fine?a=1&b='2'&lt=&#60;");

    /** What has a form of its own, by which everything else is told apart. */
    private static final Set<String> KEPT = Set.of(
            "schema",
            "tenant",
            "incidentId",
            "kind",
            "status",
            "severity",
            "resolution",
            "state",
            "openedAt",
            "updatedAt",
            "resolvedAt",
            "startsAt",
            "endsAt",
            "joinedAt",
            "acknowledgedAt");

    private static final Set<String> TAGS =
            Set.of("h3", "p", "b", "br", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "a");

    private static HeadlessBrowser browser;

    @BeforeAll
    static void start() {
        browser = new HeadlessBrowser();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void showsWhatItWasGivenAndRunsNothingOfIt() throws IOException {
        try (WatchedPage page = WatchedPage.start()) {
            List<String> texts = TEXTS.stream()
                    .map(text -> text.replace("HIT", page.watched()))
                    .toList();
            StringBuilder articles = new StringBuilder();
            for (int i = 0; i < texts.size(); i++) {
                String address = ADDRESSES.get(i % ADDRESSES.size()).replace("HIT", page.watched());
                List<String> pieces = pieces(texts.get(i), address);
                pieces.forEach(TicketHtmlIT::assertMarkedByUsAlone);
                articles.append("<article>").append(String.join("", pieces)).append("</article>");
            }
            browser.open(page.show("<main id=parsed>" + articles + "</main><main id=set></main>"));
            browser.script("document.querySelector('#set').innerHTML = arguments[0]", articles.toString());
            browser.script("""
                    document.querySelectorAll('*').forEach(node => {
                      ['mouseover', 'focus', 'load', 'error'].forEach(kind => node.dispatchEvent(new Event(kind)));
                    });""");

            assertThat(browser.script("return window.taken === undefined")).isEqualTo(true);
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)"))
                    .isEqualTo(List.of());
            assertThat(page.requests()).containsExactly("/");
            assertThat(names("main *"))
                    .filteredOn(name -> !name.equals("article"))
                    .isSubsetOf(TAGS);
            assertThat(names("html, html > *, head *, body > *"))
                    .containsExactly("html", "head", "meta", "link", "title", "body", "main", "main");
            assertThat(browser.count("article")).isEqualTo(2 * texts.size());
            assertThat((List<?>) browser.script("""
                            return [...document.querySelectorAll('main *')].flatMap(node => [...node.attributes]
                              .filter(one => node.localName !== 'a' || one.name !== 'href'
                                || !/^https?:$/.test(node.protocol))
                              .map(one => node.localName + ' ' + one.name + '=' + one.value))""")).isEmpty();
            assertThat(browser.count("a[href*='fine']")).isPositive();
            for (String half : List.of("#parsed", "#set")) {
                assertShown(half, texts);
            }
        }
    }

    private static void assertShown(String half, List<String> texts) {
        List<?> shown = (List<?>) browser.script(
                "return [...document.querySelectorAll(arguments[0] + ' article')].map(node => node.textContent)", half);
        for (int i = 0; i < texts.size() - 1; i++) {
            assertThat((String) shown.get(i)).contains(texts.get(i));
        }
        assertThat((String) shown.get(texts.size() - 1))
                .contains("safeexe.fdp x <script>window.taken=1</script>")
                .doesNotContainPattern("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\u202a-\\u202e\\u2066-\\u2069]");
    }

    private static List<String> names(String selector) {
        List<?> names = (List<?>) browser.script(
                "return [...document.querySelectorAll(arguments[0])].map(node => node.localName)", selector);
        return names.stream().map(String::valueOf).toList();
    }

    /** The text of an alert is never taken for a mark, neither as it was sent nor as GLPI stores it. */
    private static void assertMarkedByUsAlone(String piece) {
        String stored = piece.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;");
        assertThat(Marker.in(piece, INCIDENT)).doesNotContain("r99");
        assertThat(Marker.in(stored, INCIDENT)).isEqualTo(Marker.in(piece, INCIDENT));
    }

    /** Everything that is written, with a text in every place that is not ours. */
    private static List<String> pieces(String text, String address) throws IOException {
        JsonNode example =
                JSON.readTree(EXAMPLES.resolve("incident.suppressed.json").toFile());
        ObjectNode members = (ObjectNode) example.path("members").get(0);
        members.put("status", "firing");
        ObjectNode annotations = (ObjectNode) members.path("annotations");
        annotations.put("description", "").put("runbook_url", "").put("dashboard_url", "");
        Incident opened = incident(hostile("", example, text, address));
        List<String> pieces = new ArrayList<>(List.of(
                TicketText.content(opened),
                FollowupText.update(null, opened),
                FollowupText.firesOn(null, opened),
                FollowupText.duplicate(opened, text.replaceAll("[^a-z]", "")),
                FollowupText.claim(opened)));
        for (String status : List.of("resolved", "stale", "gone", "moved")) {
            members.put("status", status);
            Incident moved = incident(hostile("", example, text, address));
            pieces.add(FollowupText.update(opened, moved));
            for (String ending : List.of("recovered", "stale", "gone", "merged")) {
                ObjectNode over = example.deepCopy();
                over.put("status", "resolved").put("resolution", ending).put("cause", "");
                over.put("resolvedAt", "2026-11-20T13:25:20Z");
                pieces.add(FollowupText.solution(opened, incident(hostile("", over, text, address))));
            }
        }
        Instant at = Instant.parse("2026-11-20T13:25:20Z");
        pieces.add(FollowupText.note(INCIDENT, new TicketNote("n1", at, "remediation", text + "\n" + text, address)));
        return pieces;
    }

    private static Incident incident(JsonNode node) throws IOException {
        return Wire.INCIDENT.read(JSON.writeValueAsBytes(node));
    }

    private static JsonNode hostile(String name, JsonNode node, String text, String address) {
        if (node.isTextual() && !KEPT.contains(name)) {
            return TextNode.valueOf(name.toLowerCase(Locale.ROOT).endsWith("url") ? address : text);
        }
        if (node.isArray()) {
            ArrayNode copy = ((ArrayNode) node).arrayNode();
            node.forEach(element -> copy.add(hostile(name, element, text, address)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = ((ObjectNode) node).objectNode();
            node.properties()
                    .forEach(field ->
                            copy.set(field.getKey(), hostile(field.getKey(), field.getValue(), text, address)));
            if (Set.of("labels", "scope", "facts").contains(name)) {
                copy.put(text, text);
            }
            return copy;
        }
        return node;
    }
}
