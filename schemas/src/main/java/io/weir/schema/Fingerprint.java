package io.weir.schema;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of an alert: FNV-1a, 64 bits, over its labels sorted by name, each name and value followed by 0xff. It
 * is the fingerprint Alertmanager itself computes (github.com/prometheus/common, model.LabelSet.Fingerprint).
 */
public final class Fingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    /** The fingerprint of {@code labels} as 16 lower-case hex digits. */
    public static String of(Map<String, String> labels) {
        long hash = OFFSET;
        for (Map.Entry<String, String> label : sorted(labels).entrySet()) {
            hash = separator(add(hash, label.getKey()));
            hash = separator(add(hash, label.getValue()));
        }
        return hex(hash);
    }

    private static String hex(long hash) {
        byte[] digits = new byte[16];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) Character.forDigit((int) (hash >>> (60 - 4 * i) & 0xf), 16);
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> sorted(Map<String, String> labels) {
        if (labels instanceof SortedMap<String, String> given && given.comparator() == null && !hasSurrogate(given)) {
            return given;
        }
        SortedMap<String, String> sorted = new TreeMap<>(Fingerprint::byBytes);
        sorted.putAll(labels);
        return sorted;
    }

    private static boolean hasSurrogate(SortedMap<String, String> labels) {
        for (String name : labels.keySet()) {
            for (int i = 0; i < name.length(); i++) {
                if (Character.isSurrogate(name.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The order of UTF-8 bytes: String's own, but for surrogates, which stand for what comes after U+FFFF. */
    private static int byBytes(String a, String b) {
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean beyond = Character.isSurrogate(left);
                return beyond == Character.isSurrogate(right) || Math.min(left, right) < Character.MIN_SURROGATE
                        ? Character.compare(left, right)
                        : beyond ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static long add(long hash, String text) {
        long next = hash;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return addBytes(next, text.substring(i));
            }
            next = (next ^ c) * PRIME;
        }
        return next;
    }

    private static long addBytes(long hash, String text) {
        long next = hash;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            next = (next ^ (b & 0xff)) * PRIME;
        }
        return next;
    }

    private static long separator(long hash) {
        return (hash ^ 0xff) * PRIME;
    }
}
