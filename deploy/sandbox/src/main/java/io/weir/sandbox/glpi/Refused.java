package io.weir.sandbox.glpi;

/** One item of a write that is refused; the others of a bulk request still go through. */
final class Refused extends RuntimeException {
    static final String NO_PERMISSION = "You don't have permission to perform this action.";

    private static final long serialVersionUID = 1L;

    /** @param message text for the caller, {@code null} or empty where the real one says nothing */
    Refused(String message) {
        super(message, null, false, false);
    }

    static Refused permission() {
        return new Refused(NO_PERMISSION);
    }

    static Refused duplicate(String value, String key) {
        return new Refused("Duplicate entry '" + value + "' for key '" + key + "'");
    }
}
