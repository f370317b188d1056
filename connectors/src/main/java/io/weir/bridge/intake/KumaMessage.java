package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The parts of an Uptime Kuma notification, in whichever of its forms they came.
 *
 * @param heartbeat the object, or null
 * @param monitor the object, or null
 * @param texts the texts of the message, the {@code msg} first, of too many the first ones
 */
record KumaMessage(ObjectNode heartbeat, ObjectNode monitor, List<String> texts) {
    private static final int MAX_DEPTH = 6;
    private static final int MOST_TEXTS = 200;

    /**
     * Takes a body apart: the form part {@code data}, JSON of whatever content type, a form with {@code msg},
     * {@code heartbeat} and {@code monitor}, or plain text.
     *
     * @throws JsonProcessingException when it is none of them
     */
    static KumaMessage of(byte[] body, String contentType) throws JsonProcessingException {
        byte[] json = body;
        if (MultipartForm.isOne(contentType)) {
            byte[] data = MultipartForm.part(body, contentType, "data");
            json = data == null ? body : data;
        }
        try {
            return of(Json.tree(json));
        } catch (JsonProcessingException e) {
            String text = new String(json, StandardCharsets.UTF_8);
            Map<String, String> form = UrlForm.fields(text);
            if (form.containsKey("msg") || form.containsKey("data")) {
                return of(form);
            }
            // A body of the user's own making breaks when a message holds a quote; the message is still in there.
            if (KumaText.change(text) != null) {
                return new KumaMessage(null, null, List.of(text));
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Takes the fields of a form or of a query apart; {@code data}, {@code heartbeat} and {@code monitor} hold JSON. */
    static KumaMessage of(Map<String, String> fields) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        fields.forEach(message::put);
        ObjectNode data = object(message.path("data"));
        return of(data == null ? message : data);
    }

    private static KumaMessage of(JsonNode tree) {
        List<String> texts = new ArrayList<>();
        JsonNode msg = tree.path("msg");
        if (msg.isTextual()) {
            texts.add(Text.wellFormed(msg.textValue()));
        }
        ObjectNode heartbeat = find(tree, "heartbeat", 0);
        ObjectNode monitor = find(tree, "monitor", 0);
        collect(tree, texts, 0);
        return new KumaMessage(heartbeat, monitor, texts);
    }

    /** The first object, or text that holds one, of this name or of the name that Kuma's templates give it. */
    private static ObjectNode find(JsonNode node, String name, int depth) {
        if (depth > MAX_DEPTH) {
            return null;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            ObjectNode object = object(field.getValue());
            boolean named = field.getKey().equals(name) || field.getKey().equals(name + "JSON");
            if (object != null && named) {
                return object;
            }
        }
        for (JsonNode child : node) {
            ObjectNode found = child.isContainerNode() ? find(child, name, depth + 1) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (node.isTextual() && node.textValue().startsWith("{")) {
            try {
                JsonNode held = Json.tree(node.textValue().getBytes(StandardCharsets.UTF_8));
                return held instanceof ObjectNode object ? object : null;
            } catch (IOException e) {
                return null;
            }
        }
        return null;
    }

    private static void collect(JsonNode node, List<String> texts, int depth) {
        if (texts.size() >= MOST_TEXTS) {
            return;
        }
        if (node.isTextual()) {
            texts.add(Text.wellFormed(node.textValue()));
        } else if (depth <= MAX_DEPTH) {
            for (JsonNode child : node) {
                collect(child, texts, depth + 1);
            }
        }
    }
}
