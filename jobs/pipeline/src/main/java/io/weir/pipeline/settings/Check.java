package io.weir.pipeline.settings;

/** Refuses a setting with its path and what was expected. */
public final class Check {
    private Check() {}

    /** Refuses, with an IllegalArgumentException, what does not hold. */
    public static void that(boolean holds, String path, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(path + ": expected " + expected);
        }
    }

    /** Refuses a text that is missing or blank. */
    public static void text(String path, String value) {
        that(value != null && !value.isBlank(), path, "a text");
    }

    /** Refuses null. */
    public static void present(String path, Object value) {
        that(value != null, path, "a value");
    }

    /** Refuses null and what is less. */
    public static void atLeast(String path, Number value, long least) {
        if (value == null || value.longValue() < least) {
            throw new IllegalArgumentException(path + ": expected a number of at least " + least + ", found " + value);
        }
    }

    /** Refuses a client property of Kafka that bears a secret, for program arguments can be read by others. */
    static void noSecret(String property, String value) {
        that(
                !KafkaSecrets.isBare(property, value),
                "kafka.properties." + property,
                "a reference such as ${env:NAME} instead of a secret, with config.providers set");
    }
}
