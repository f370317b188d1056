package io.weir.bridge.intake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of Uptime Kuma that mean something when nothing else came with them. */
final class KumaText {
    private static final int LOOKED_AT = 16 << 10;
    private static final String TEST_ENDING = " Testing";
    private static final String STATE = "\\] \\[(?:\uD83D\uDD34 |\u2705 )?(Down|Up)\\] ?(.*)";
    /** At the beginning of a text the name may hold brackets, further in only what stands between two. */
    private static final Pattern CHANGE = Pattern.compile("\\[([^\\n]{1,400})" + STATE, Pattern.DOTALL);

    private static final Pattern CHANGE_WITHIN = Pattern.compile("\\[([^\\[\\]\\n]{1,400})" + STATE);
    private static final Pattern CERTIFICATE = Pattern.compile(
            "\\[([^\\n]{1,400})\\]\\[([^\\]\\n]{0,2000})\\] .{0,60}?certificate ([^\\n]{0,300}?)"
                    + " will (?:be expired|expire) in (-?\\d{1,6}) days?.*",
            Pattern.DOTALL);
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:\\[([^\\n]{1,400})\\] ?)?Domain name (\\S{1,300}) will (?:be expired|expire) in (-?\\d{1,6}) days?.*",
            Pattern.DOTALL);

    private KumaText() {}

    /**
     * A change of state in words.
     *
     * @param monitor name of the monitor
     * @param down or up
     * @param reason Kuma's words for it, possibly empty
     * @param text all of it
     */
    record Change(String monitor, boolean down, String reason, String text) {}

    /**
     * Something that ends soon.
     *
     * @param alertname ours for it
     * @param monitor its name, null when not told
     * @param url of the monitor, or the domain
     * @param subject name in the certificate, or the domain
     * @param days until it ends
     * @param text all of it
     */
    record Expiry(String alertname, String monitor, String url, String subject, int days, String text) {}

    /** The change of state that {@code text} tells of, null when none. */
    static Change change(String text) {
        String head = text.substring(0, Math.min(text.length(), LOOKED_AT));
        Matcher change = CHANGE.matcher(head);
        if (!change.lookingAt()) {
            change = CHANGE_WITHIN.matcher(head);
            if (!change.find()) {
                return null;
            }
        }
        return new Change(
                change.group(1), change.group(2).equals("Down"), change.group(3).strip(), text);
    }

    /** The expiry that {@code text} tells of, null when none. */
    static Expiry expiry(String text) {
        String head = text.substring(0, Math.min(text.length(), LOOKED_AT));
        Matcher certificate = CERTIFICATE.matcher(head);
        if (certificate.matches()) {
            return new Expiry(
                    "CertificateExpiring",
                    certificate.group(1),
                    certificate.group(2),
                    certificate.group(3),
                    Integer.parseInt(certificate.group(4)),
                    text);
        }
        Matcher domain = DOMAIN.matcher(head);
        if (domain.matches()) {
            return new Expiry(
                    "DomainExpiring",
                    domain.group(1),
                    domain.group(2),
                    domain.group(2),
                    Integer.parseInt(domain.group(3)),
                    text);
        }
        return null;
    }

    /** Whether these are the texts of the test button. */
    static boolean isTest(List<String> texts) {
        return texts.stream().anyMatch(text -> text.endsWith(TEST_ENDING));
    }
}
