package io.weir.sink.text;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The discreet last line of everything we write into a ticket. It says to us what is there already. It includes its
 * tags, so that no text from an alert, which never has tags, can look like one.
 */
public final class Marker {
    private static final Pattern LINE =
            Pattern.compile("<p>Weir · ([0-9a-z-]{1,64}) · (r\\d+|note [A-Za-z0-9._:-]+)</p>");

    private Marker() {}

    /** What marks a revision. */
    public static String revision(long revision) {
        return "r" + revision;
    }

    /** What marks a note. */
    public static String note(String noteId) {
        return "note " + noteId;
    }

    /** The line for a mark. */
    static String line(String incidentId, String mark) {
        return "<p>Weir · " + incidentId + " · " + mark + "</p>";
    }

    /** The marks of an incident in a text as GLPI returned it. */
    public static Set<String> in(String content, String incidentId) {
        Set<String> marks = new HashSet<>();
        Matcher lines = LINE.matcher(content.contains("<") ? content : decoded(content));
        while (lines.find()) {
            if (lines.group(1).equals(incidentId)) {
                marks.add(lines.group(2));
            }
        }
        return marks;
    }

    /** GLPI shows angle brackets as entities when it is not told otherwise. */
    private static String decoded(String content) {
        return content.replace("&#60;", "<").replace("&#62;", ">");
    }
}
