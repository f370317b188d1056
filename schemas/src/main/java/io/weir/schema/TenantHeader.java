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
        if (key == null || isTick || topic.equals(Topics.CONTROL)) {
            return null;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] == SEPARATOR) {
                return Arrays.copyOf(key, i);
            }
        }
        return key;
    }
}
