package io.weir.pipeline.settings;

/** Refuses a setting with its path and what was expected. */
final class Check {
    private Check() {}

    static void that(boolean holds, String path, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(path + ": expected " + expected);
        }
    }

    static void text(String path, String value) {
        that(value != null && !value.isBlank(), path, "a text");
    }

    static void present(String path, Object value) {
        that(value != null, path, "a value");
    }

    static void atLeast(String path, Number value, long least) {
        if (value == null || value.longValue() < least) {
            throw new IllegalArgumentException(path + ": expected a number of at least " + least + ", found " + value);
        }
    }
}
