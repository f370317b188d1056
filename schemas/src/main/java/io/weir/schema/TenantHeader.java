package io.weir.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The header of a Kafka record that says whose it is, for those who route or filter records without reading them. */
public final class TenantHeader {
    /** Its name. */
    public static final String NAME = "weir-tenant";

    private static final byte SEPARATOR = '|';
    private static final byte[] TICK = Topics.TICK_KEY.getBytes(StandardCharsets.UTF_8);

    private TenantHeader() {}

    /**
     * The tenant, from the record's key.
     *
     * @param topic where the record goes
     * @param key of the record; null when it has none
     * @return UTF-8; null when the record is no single tenant's
     */
    public static byte[] of(String topic, byte[] key) {
        boolean isTick = topic.equals(Topics.DIRECTIVES) && Arrays.equals(key, TICK);
        if (key == null || isTick) {
            return null;
        }
        int separator = 0;
        while (separator < key.length && key[separator] != SEPARATOR) {
            separator++;
        }
        if (topic.equals(Topics.CONTROL)) {
            // a brake's key is its kind, then whose it is; the others are everybody's
            return separator == key.length ? null : Arrays.copyOfRange(key, separator + 1, key.length);
        }
        return Arrays.copyOf(key, separator);
    }
}
