package io.weir.app.report;

/** What the page leaves out, said where it leaves it out. */
final class CutNotes {
    private CutNotes() {}

    static String html(IncidentSide before, IncidentSide after, ShownChanges changes) {
        StringBuilder html = new StringBuilder();
        side(html, "before", before);
        side(html, "after", after);
        if (changes.total() > changes.changes().size()) {
            html.append("<li>Of ").append(Words.count(changes.total())).append(" changes the largest ");
            html.append(Words.count(changes.changes().size())).append(" are listed; diff.json has all.</li>\n");
        }
        if (changes.alertsCut()) {
            html.append("<li>Where a change concerns many alerts, some are listed and the others counted.</li>\n");
        }
        return html.isEmpty() ? "" : "<ul class=\"cut\">\n" + html + "</ul>\n";
    }

    private static void side(StringBuilder html, String name, IncidentSide side) {
        if (side.total() > side.shown().size()) {
            html.append("<li>Of ")
                    .append(Words.count(side.total()))
                    .append(" incidents ")
                    .append(name);
            html.append(" the timeline shows the largest ")
                    .append(Words.count(side.shown().size()));
            html.append("; figures and plots count all.</li>\n");
        }
    }
}
