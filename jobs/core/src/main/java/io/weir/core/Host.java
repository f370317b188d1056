package io.weir.core;

/** The host in the value of a label such as {@code instance}. */
public final class Host {
    private Host() {}

    /**
     * The value without its port: {@code web1:9100} is {@code web1}; an IPv6 address in brackets loses the brackets, and
     * one without is left alone.
     */
    public static String of(String value) {
        if (value.startsWith("[") && value.indexOf(']') > 0) {
            return value.substring(1, value.indexOf(']'));
        }
        int colon = value.lastIndexOf(':');
        boolean port = colon > 0
                && value.indexOf(':') == colon
                && value.substring(colon + 1).chars().allMatch(Character::isDigit);
        return port ? value.substring(0, colon) : value;
    }
}
