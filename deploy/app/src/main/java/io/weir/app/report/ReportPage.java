package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code report.html}: what another rule book would have changed, as one file that opens from the disk, sends no request
 * and can be read without JavaScript too.
 *
 * <p>What comes from alerts is hostile. It is in the page as escaped text, and as JSON from which scripts build nodes with
 * {@code textContent}; a content security policy lets run what this class wrote and nothing else.
 */
public final class ReportPage {
    private ReportPage() {}

    /**
     * Writes the page.
     *
     * @param out where to; what is there is replaced
     * @param diff a {@code weir.diff/1}
     * @param before all incidents of the first run, each an {@code incident} of {@code weir.diff/1}; gone through once,
     *     so it may read them from a file. Of more than {@value IncidentSide#LIMIT} the largest are shown
     * @param after the same of the second run
     * @throws IOException when {@code out} cannot be written
     */
    public static void write(Path out, JsonNode diff, Iterable<JsonNode> before, Iterable<JsonNode> after)
            throws IOException {
        Files.write(out, html(diff, before, after).getBytes(StandardCharsets.UTF_8));
    }

    /** The page as text, see {@link #write}. */
    static String html(JsonNode diff, Iterable<JsonNode> before, Iterable<JsonNode> after) {
        Period period = Period.of(diff);
        ChangeIndex index = ChangeIndex.of(diff);
        IncidentSide sideBefore = IncidentSide.read(before, period, index.before());
        IncidentSide sideAfter = IncidentSide.read(after, period, index.after());
        ShownChanges changes = ShownChanges.of(diff);
        RuleFigures rules = RuleFigures.of(sideBefore, sideAfter, changes);

        String style = PageResources.style();
        List<String> scripts = List.of(PageResources.plotLibrary(), PageResources.script());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("policy", ContentPolicy.of(style, scripts));
        parts.put("style", style);
        parts.put("title", Html.escape(VisibleText.of(Heading.name(diff, "after"))));
        parts.put("heading", Heading.html(diff, period));
        parts.put("verdict", Verdict.html(diff));
        parts.put("tiles", FigureTable.tiles(diff));
        parts.put("figures", FigureTable.rows(diff));
        parts.put("before", Html.data(Heading.name(diff, "before")));
        parts.put("after", Html.data(Heading.name(diff, "after")));
        parts.put("changes", ChangeList.html(changes));
        parts.put("rules", rules.html());
        parts.put("cut", CutNotes.html(sideBefore, sideAfter, changes));
        parts.put("licence", Html.escape(PageResources.plotLicence()));
        parts.put("data", PageData.of(diff, period, sideBefore, sideAfter, changes, rules));
        parts.put("library", scripts.get(0));
        parts.put("script", scripts.get(1));
        return PageResources.page(parts);
    }
}
