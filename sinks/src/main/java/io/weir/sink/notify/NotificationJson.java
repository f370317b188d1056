package io.weir.sink.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Notifications as JSON, {@code weir.notification/1}. The same notification gives the same bytes. */
public final class NotificationJson {
    /** What the document says it is. */
    public static final String SCHEMA = "weir.notification/1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private NotificationJson() {}

    /** Writes. */
    public static byte[] write(Notification notification) {
        ObjectNode document = JSON.createObjectNode().put("schema", SCHEMA);
        document.setAll((ObjectNode) JSON.valueToTree(notification));
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when it is something else
     */
    public static Notification read(byte[] json) throws IOException {
        return JSON.readValue(json, Notification.class);
    }
}
