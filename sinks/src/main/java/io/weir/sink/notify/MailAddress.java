package io.weir.sink.notify;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/** E-mail addresses as configuration has them: bare, {@code name@host}, nothing around. */
public final class MailAddress {
    private static final Pattern BARE = Pattern.compile("[^\\s@<>\",;:()\\[\\]\\\\\\p{Cntrl}]+@[A-Za-z0-9.-]+");

    private MailAddress() {}

    /**
     * Gives {@code text} back when it is an address.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static String check(String text) {
        if (text == null || text.length() > 254 || !BARE.matcher(text).matches()) {
            throw new IllegalArgumentException("expected an address such as oncall@example.org, found: " + text);
        }
        try {
            new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("expected an address such as oncall@example.org, found: " + text, e);
        }
        return text;
    }

    /** What is behind the @. */
    static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
