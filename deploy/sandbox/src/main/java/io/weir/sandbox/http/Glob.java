package io.weir.sandbox.http;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A whole-text pattern in which {@code *} stands for any run of characters. */
public record Glob(Pattern pattern) {

    public static Glob of(String text) {
        return split(text, "*");
    }

    /** A pattern with another wildcard than {@code *}. */
    public static Glob split(String text, String wildcard) {
        String expression = Arrays.stream(text.split(Pattern.quote(wildcard), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return new Glob(Pattern.compile(expression, Pattern.DOTALL));
    }

    public boolean matches(String candidate) {
        return pattern.matcher(candidate).matches();
    }
}
