package io.weir.schema.yaml;

import java.util.regex.Pattern;

/** Which values must never show up in a message: whatever stands at or below a key that is named like a secret. */
final class Secrecy {
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)token|password|passwd|passphrase|secret|credential|authorization|(api|private|access)[-_]?key");
    private static final Pattern USER_INFO = Pattern.compile("(//)[^/@\\s]*@");
    private static final int LONGEST = 80;

    private Secrecy() {}

    /** Whether {@code text}, a path or a line of YAML, names a secret. */
    static boolean namesSecret(String text) {
        return SECRET_NAME.matcher(text).find();
    }

    /** A value as a message may show it: quoted, on one line, cut, and without the password of a URL. */
    static String shown(String path, String value) {
        if (namesSecret(path)) {
            return "a value that is not shown";
        }
        return '"' + oneLine(value, LONGEST) + '"';
    }

    /** What a parser says of a value, which it may quote. */
    static String shownReason(String path, String reason) {
        return namesSecret(path) ? "cannot be read" : oneLine(reason, 4 * LONGEST);
    }

    private static String oneLine(String text, int longest) {
        String line = USER_INFO.matcher(text).replaceAll("$1…@").replaceAll("\\p{Cntrl}+", " ");
        return line.length() > longest ? line.substring(0, longest) + "…" : line;
    }
}
