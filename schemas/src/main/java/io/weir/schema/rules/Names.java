package io.weir.schema.rules;

import io.weir.schema.yaml.Section;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of the entries of one list, each there only once. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+/:-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+:-]{0,63}");

    private final Set<String> taken = new HashSet<>();

    /** The required and unique {@code name} of an entry. */
    String of(Section entry) {
        String name = entry.value("name", Names::name, "").required();
        if (name != null && !taken.add(name)) {
            entry.problem("name", "expected a name of its own, found \"" + name + "\" a second time", "rename one");
        }
        return name;
    }

    /** A book's version: it becomes part of record keys. */
    static String version(String text) {
        return checked(VERSION, text, "a version of up to 64 letters, digits and . _ + : -, without blanks");
    }

    private static String name(String text) {
        return checked(NAME, text, "a name of up to 64 letters, digits, blanks and . _ + / : -");
    }

    private static String checked(Pattern pattern, String text, String expected) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("expected " + expected + ", found \"" + text + '"');
        }
        return text;
    }
}
