package io.weir.sandbox.awx;

/** Ids in addresses. */
final class Ids {
    private Ids() {}

    static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }

    /** The number, refusing anything else as not found. */
    static int parse(String text) {
        if (!isNumber(text)) {
            throw AwxError.notFound();
        }
        return Integer.parseInt(text);
    }
}
