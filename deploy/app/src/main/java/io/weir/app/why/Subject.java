package io.weir.app.why;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What somebody asks about.
 *
 * @param kind what it is, as the bridge names it
 * @param id of it
 */
public record Subject(Kind kind, String id) {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern INCIDENT = Pattern.compile("[0-9a-f]{20}");
    private static final Pattern TICKET = Pattern.compile("[0-9]{1,12}");

    /** What can be asked about. */
    public enum Kind {
        FINGERPRINT("fingerprint"),
        INCIDENT("incident"),
        TICKET("ticket");

        private final String parameter;

        Kind(String parameter) {
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    /**
     * The subject that {@code text} names; a number sign before a ticket is fine.
     *
     * @throws CommandFailure when it is none of them
     */
    public static Subject parse(String text) {
        String id = text.startsWith("#") ? text.substring(1) : text;
        if (FINGERPRINT.matcher(id).matches()) {
            return alert(id);
        }
        if (INCIDENT.matcher(id).matches()) {
            return new Subject(Kind.INCIDENT, id);
        }
        if (TICKET.matcher(id).matches()) {
            return new Subject(Kind.TICKET, id);
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "expected a fingerprint (16 hex digits), an incident (20 hex digits) or a ticket (a number), found "
                        + text);
    }

    /** An alert. */
    public static Subject alert(String fingerprint) {
        return new Subject(Kind.FINGERPRINT, fingerprint);
    }

    Map<String, String> query() {
        return Map.of(kind.parameter(), id);
    }
}
