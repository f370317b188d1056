package io.weir.app.text;

import io.weir.schema.TextDirection;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/**
 * Text from outside as a terminal may be given it. Control characters, those beyond ASCII among them, could paint it or
 * make it answer; the ones that turn the direction of text could make it read as something else.
 */
public final class Harmless {
    private Harmless() {}

    /** The text on one line, a space in place of each run of what could do harm. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean harmed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean harms = harms(c) || c == '\n' || c == '\t';
            if (!harms) {
                line.append(c);
            } else if (!harmed) {
                line.append(' ');
            }
            harmed = harms;
        }
        return line.toString();
    }

    /**
     * A writer that writes what could do harm, but for line ends and tabs, as JSON escapes it, so that JSON stays the same
     * JSON.
     */
    public static PrintWriter writer(PrintWriter out) {
        return out instanceof Escaping ? out : new Escaping(out);
    }

    /** The writer that {@link #writer} was given, for control characters of our own. */
    public static PrintWriter behind(PrintWriter out) {
        return out instanceof Escaping escaping ? escaping.behind : out;
    }

    private static boolean harms(int c) {
        return c != '\n' && c != '\t' && (Character.isISOControl(c) || TextDirection.isTurnedBy(c));
    }

    private static final class Escaping extends PrintWriter {
        private final PrintWriter behind;

        Escaping(PrintWriter behind) {
            super(new Filter(behind), true);
            this.behind = behind;
        }
    }

    private static final class Filter extends FilterWriter {
        Filter(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            if (harms(c)) {
                out.write(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.write(c);
            }
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            write(new String(text, from, length), 0, length);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            int begin = from;
            for (int i = from; i < from + length; i++) {
                if (harms(text.charAt(i))) {
                    out.write(text, begin, i - begin);
                    write(text.charAt(i));
                    begin = i + 1;
                }
            }
            out.write(text, begin, from + length - begin);
        }
    }
}
