package io.weir.bridge.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The little of an alert's record that the list needs at once; the rest is read when somebody asks for it. Every alert
 * passes here, so it is kept cheap.
 *
 * @param firing or resolved
 * @param startsAt as it stands in the record, null when it has none
 * @param expiresAt milliseconds since the epoch, null when it has none
 */
record AlertGlance(boolean firing, String startsAt, Long expiresAt) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** @throws IOException when it is no alert */
    static AlertGlance at(byte[] record) throws IOException {
        String status = null;
        String startsAt = null;
        Long expiresAt = null;
        try (JsonParser in = JSON.createParser(record)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected an object");
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "status" -> status = in.getText();
                    case "startsAt" -> startsAt = in.getText();
                    case "expiresAt" -> expiresAt = Instant.parse(in.getText()).toEpochMilli();
                    default -> in.skipChildren();
                }
            }
        } catch (DateTimeException e) {
            throw new IOException("expiresAt: not a time", e);
        }
        if (status == null) {
            throw new IOException("status: is missing");
        }
        return new AlertGlance(status.equals("firing"), startsAt, expiresAt);
    }
}
