package io.weir.schema;

/**
 * Writes an alert as {@link Wire#ALERT} says, byte for byte what the general writer writes, in a third of its time: all
 * that comes in passes here.
 */
final class AlertJson {
    private static final EnumWords<AlertStatus> STATUSES = new EnumWords<>(AlertStatus.class);
    private static final byte[] TENANT = JsonDocument.name("tenant");
    private static final byte[] SOURCE = JsonDocument.name("source");
    private static final byte[] FINGERPRINT = JsonDocument.name("fingerprint");
    private static final byte[] STATUS = JsonDocument.name("status");
    private static final byte[] STARTS_AT = JsonDocument.name("startsAt");
    private static final byte[] ENDS_AT = JsonDocument.name("endsAt");
    private static final byte[] EXPIRES_AT = JsonDocument.name("expiresAt");
    private static final byte[] LABELS = JsonDocument.name("labels");
    private static final byte[] ANNOTATIONS = JsonDocument.name("annotations");
    private static final byte[] GENERATOR_URL = JsonDocument.name("generatorUrl");
    private static final byte[] SOURCE_URL = JsonDocument.name("sourceUrl");
    private static final byte[] RECEIVED_AT = JsonDocument.name("receivedAt");
    private static final byte[] OBSERVATION = JsonDocument.name("observation");
    private static final byte[] TRACE = JsonDocument.name("trace");
    private static final int LIKELY_BYTES = 1024;

    private AlertJson() {}

    /** The document that begins with {@code head}; a component that is null is left out. */
    static byte[] write(byte[] head, Alert alert) {
        JsonDocument json = new JsonDocument(head, LIKELY_BYTES);
        json.text(TENANT, alert.tenant());
        json.text(SOURCE, alert.source());
        json.text(FINGERPRINT, alert.fingerprint());
        json.word(STATUS, STATUSES.of(alert.status()));
        json.time(STARTS_AT, alert.startsAt());
        json.time(ENDS_AT, alert.endsAt());
        json.time(EXPIRES_AT, alert.expiresAt());
        json.texts(LABELS, alert.labels());
        json.texts(ANNOTATIONS, alert.annotations());
        json.text(GENERATOR_URL, alert.generatorUrl());
        json.text(SOURCE_URL, alert.sourceUrl());
        json.time(RECEIVED_AT, alert.receivedAt());
        json.text(OBSERVATION, alert.observation());
        json.text(TRACE, alert.trace());
        return json.close();
    }
}
