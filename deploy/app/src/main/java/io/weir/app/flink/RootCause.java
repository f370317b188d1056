package io.weir.app.flink;

/** What lies at the bottom of a failure: Flink wraps it many times. */
public final class RootCause {
    private RootCause() {}

    /** Its message, or its name when it has none. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
