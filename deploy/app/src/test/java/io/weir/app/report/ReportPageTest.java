package io.weir.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in the page before a browser has seen it. */
class ReportPageTest {
    private final ReportSample sample = new ReportSample();

    @Test
    void isReadableWithoutScripts() {
        String html = ReportPage.html(sample.diff(), sample.before(), sample.after());
        String still = html.substring(html.indexOf("<body>"), html.indexOf("<script"));
        assertThat(still)
                .contains("opens 60 tickets instead of 68")
                .contains("<th scope=\"row\">Tickets</th><td>68</td><td>60</td>")
                .contains("<li id=\"change-1\">")
                .contains("4 incidents of cluster=dc-west, site=lugano became one, 129 alerts")
                .contains("<tr id=\"rule-1\"");
    }

    @Test
    void saysWhatItLeavesOut() throws IOException {
        List<JsonNode> many = new ArrayList<>();
        for (int i = 0; i < IncidentSide.LIMIT + 12; i++) {
            many.add(((ObjectNode) sample.before().get(0).deepCopy())
                    .put("incidentId", "id-" + i)
                    .put("alerts", i));
        }
        ObjectNode diff = sample.diff();
        JsonNode change = diff.path("changes").path(0);
        for (int i = 0; i < ShownChanges.LIMIT; i++) {
            diff.withArray("changes").add(change);
        }
        String html = ReportPage.html(diff, many, List.of());
        assertThat(html)
                .contains("Of 5\u202f012 incidents before the timeline shows the largest 5\u202f000")
                .contains("Of 2\u202f025 changes the largest 2\u202f000 are listed")
                .contains("some are listed and the others counted");
        JsonNode data = data(html);
        assertThat(data.path("before").path("incidents"))
                .hasSize(IncidentSide.LIMIT)
                .noneMatch(one -> one.path("alerts").asInt() < 12);
        assertThat(sum(data.path("before").path("opened")))
                .as("all are counted")
                .isEqualTo(many.size());
        int alerts = 0;
        for (JsonNode one : data.path("changes")) {
            alerts += one.path("alerts").size();
        }
        assertThat(alerts).isEqualTo(ShownChanges.ALERTS);
    }

    @Test
    void anIncidentKnowsItsChangeOrThatItIsTheSame() throws IOException {
        ObjectNode diff = sample.diff();
        JsonNode data = data(ReportPage.html(diff, sample.before(), sample.after()));
        int same = 0;
        for (JsonNode incident : data.path("before").path("incidents")) {
            int number = incident.path("change").asInt();
            same += number == 0 ? 1 : 0;
            if (number > 0) {
                assertThat(diff.path("changes").path(number - 1).path("before").findValuesAsText("incidentId"))
                        .contains(incident.path("incidentId").asText());
            }
        }
        assertThat(same).isEqualTo(diff.path("unchanged").asInt());
    }

    @Test
    void nothingDifferentIsSaidSo() {
        ObjectNode diff = sample.diff();
        diff.putArray("changes");
        assertThat(ReportPage.html(diff, List.of(), List.of()))
                .contains("Nothing would have been different.")
                .contains("There are none.");
    }

    private static JsonNode data(String html) throws IOException {
        String begin = "<script type=\"application/json\" id=\"report-data\">";
        int at = html.indexOf(begin) + begin.length();
        return new JsonMapper().readTree(html.substring(at, html.indexOf("</script>", at)));
    }

    private static long sum(JsonNode numbers) {
        long sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asLong();
        }
        return sum;
    }
}
