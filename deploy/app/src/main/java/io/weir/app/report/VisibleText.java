package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Text of which nothing is hidden: what has no shape or turns the direction of reading is shown as its code point. */
public final class VisibleText {
    /** Characters of one text that a page shows. */
    static final int LIMIT = 1_000;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int LAST_ASCII = 0x7F;
    private static final int SOFT_HYPHEN = 0xAD;
    private static final int REPLACEMENT = 0xFFFD;

    private VisibleText() {}

    /** The text with {@code ‹U+202E›} for each hidden character, spaces for line ends, and cut at {@link #LIMIT}. */
    public static String of(String text) {
        if (text.length() <= LIMIT && text.chars().allMatch(c -> c >= ' ' && c < LAST_ASCII)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        int before = 0;
        int at = 0;
        while (at < text.length() && shown.length() < LIMIT) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            int after = at < text.length() ? text.codePointAt(at) : 0;
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                shown.append(' ');
            } else if (Character.getType(point) == Character.SURROGATE) {
                shown.appendCodePoint(REPLACEMENT);
            } else if (hidden(point) && !joins(before, point, after)) {
                shown.append(String.format("‹U+%04X›", point));
            } else {
                shown.appendCodePoint(point);
            }
            before = point;
        }
        if (at < text.length()) {
            shown.append("… (").append(text.length() - at).append(" more)");
        }
        return shown.toString();
    }

    /** A copy of a document in which every text and every name of a field is visible. */
    static JsonNode in(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(of(node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(of(field.getKey()), in(field.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(in(element)));
            return copy;
        }
        return node;
    }

    private static boolean hidden(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL || (type == Character.FORMAT && point != SOFT_HYPHEN);
    }

    /** Joiners have a meaning between letters that are not Latin, and in emoji. */
    private static boolean joins(int before, int point, int after) {
        return (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER)
                && before > LAST_ASCII
                && after > LAST_ASCII;
    }
}
