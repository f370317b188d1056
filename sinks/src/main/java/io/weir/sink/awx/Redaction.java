package io.weir.sink.awx;

import java.util.regex.Pattern;

/** Takes secrets out of playbook output before it goes into a ticket. It knows what secrets usually look like. */
final class Redaction {
    private static final String HIDDEN = "***";
    private static final Pattern TERMINAL = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]*(?:password|passwd|passphrase|secret|token|authorization|api[_-]?key|private[_-]?key|credential)"
                    + "[\\w.-]*\\\\?[\"']?\\s*[:=]\\s*)(\\\\?\"[^\"]*\"?|'[^']*'?|(?:bearer|basic)\\s+\\S+|[^\\s,;}&]+)");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s@]+@");
    private static final Pattern KEY_BLOCK = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL);

    private Redaction() {}

    /** The text without colours and without what looks like a secret. */
    static String of(String text) {
        String plain = TERMINAL.matcher(text).replaceAll("");
        plain = KEY_BLOCK.matcher(plain).replaceAll(HIDDEN);
        plain = NAMED.matcher(plain).replaceAll("$1" + HIDDEN);
        plain = BEARER.matcher(plain).replaceAll("$1 " + HIDDEN);
        return USER_INFO.matcher(plain).replaceAll("$1" + HIDDEN + "@");
    }

    /** The last lines, long ones cut, without secrets. */
    static String tail(String text, int lines) {
        String[] all = of(text.stripTrailing()).split("\\R", -1);
        StringBuilder tail = new StringBuilder();
        for (int i = Math.max(0, all.length - lines); i < all.length; i++) {
            String line = all[i].length() > 500 ? all[i].substring(0, 500) + "…" : all[i];
            tail.append(tail.isEmpty() ? "" : "\n").append(line);
        }
        return tail.toString();
    }
}
