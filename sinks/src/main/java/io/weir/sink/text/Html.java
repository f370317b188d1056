package io.weir.sink.text;

import io.weir.schema.TextDirection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Builds HTML in which every tag is ours: whatever comes from outside goes in as text, escaped, without control
 * characters, and cut visibly when it is long.
 */
final class Html {
    private static final String ELLIPSIS = "…";

    private final StringBuilder out = new StringBuilder();

    /** Adds markup of ours. */
    Html tag(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds text from anywhere, cut to {@code longest} characters; null adds nothing. */
    Html text(String value, int longest) {
        if (value != null) {
            out.append(escape(cut(value, longest)));
        }
        return this;
    }

    /** Adds text of ours or a short value. */
    Html text(String value) {
        return text(value, 1_000);
    }

    /** Adds text from anywhere like {@link #text(String, int)}, its line ends kept as breaks. */
    Html lines(String value, int longest) {
        out.append(escape(cut(value, longest)).replace("\n", "<br>"));
        return this;
    }

    /** Adds a link when {@code address} is an http or https address, else its text alone. */
    Html link(String address, String label) {
        if (isWebAddress(address)) {
            out.append("<a href=\"").append(escape(address)).append("\">");
            text(label, 300).tag("</a>");
        } else {
            text(label, 300);
        }
        return this;
    }

    /** Length so far, in characters. */
    int length() {
        return out.length();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Whether this is an address that may stand in a link: http or https, with a host, of sane length. */
    static boolean isWebAddress(String address) {
        if (address == null || address.length() > 2_000) {
            return false;
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getRawAuthority() != null;
        } catch (URISyntaxException e) {
            // Prometheus writes braces and quotes into its links only escaped; what is no URI is shown as text
            return false;
        }
    }

    /** Text that is safe between tags and in a quoted attribute; line ends stay. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#039;");
                default -> appendPlain(safe, c);
            }
        });
        return safe.toString();
    }

    /** Text on one line without control characters, for places that take no HTML. */
    static String oneLine(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> appendPlain(plain, c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 ? ' ' : c));
        return plain.toString().strip();
    }

    /** The first {@code longest} code points, the last of them an ellipsis when something was cut. */
    static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + ELLIPSIS;
    }

    private static void appendPlain(StringBuilder out, int c) {
        if (c == '\t') {
            out.append(' ');
        } else if (c == '\n') {
            out.append('\n');
        } else if (Character.getType(c) == Character.SURROGATE) {
            out.append('\uFFFD');
        } else if (!Character.isISOControl(c) && !TextDirection.isTurnedBy(c)) {
            out.appendCodePoint(c);
        }
    }
}
