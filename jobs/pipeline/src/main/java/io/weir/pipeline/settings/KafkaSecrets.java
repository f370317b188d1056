package io.weir.pipeline.settings;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which client properties of Kafka bear a secret as such, and not a reference to where it is. */
public final class KafkaSecrets {
    private static final String REFERENCE = "\\$\\{[^{}]+}";
    private static final Pattern ONLY_A_REFERENCE = Pattern.compile(REFERENCE);
    /** Stands for a reference where a login configuration is taken apart; a word, and nobody's. */
    private static final String STAND_IN = "\uE000";

    private KafkaSecrets() {}

    /** Whether this property holds a secret that is not entirely a reference such as <code>${env:NAME}</code>. */
    public static boolean isBare(String property, String value) {
        String name = property.toLowerCase(Locale.ROOT);
        if (name.endsWith("jaas.config")) {
            return holdsBareOption(value);
        }
        return (isSecret(name) || name.endsWith(".key"))
                && !ONLY_A_REFERENCE.matcher(value.strip()).matches();
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("password") || lower.endsWith("secret");
    }

    /** Takes it apart as Kafka does: words, quoted or not, in the form option=value. */
    private static boolean holdsBareOption(String login) {
        StreamTokenizer words = new StreamTokenizer(new StringReader(login.replaceAll(REFERENCE, STAND_IN)));
        words.slashSlashComments(true);
        words.slashStarComments(true);
        words.wordChars('-', '-');
        words.wordChars('_', '_');
        words.wordChars('$', '$');
        try {
            String before = "";
            while (words.nextToken() != StreamTokenizer.TT_EOF) {
                if (words.ttype == '=' && isSecret(before)) {
                    words.nextToken();
                    if (!STAND_IN.equals(words.sval)) {
                        return true;
                    }
                }
                before = words.sval == null ? "" : words.sval;
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
