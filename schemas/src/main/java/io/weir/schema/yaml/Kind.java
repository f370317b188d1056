package io.weir.schema.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A kind of value and how it is read.
 *
 * @param expected what belongs there, for people
 * @param remedy what to do when something else stands there
 * @param standIn goes on in place of a value that is missing or wrong, until all problems are known
 * @param reader notes its problems and then gives nothing
 */
record Kind<T>(String expected, String remedy, T standIn, Reader<T> reader) {

    /** Reads one node. */
    @FunctionalInterface
    interface Reader<T> {
        Optional<T> read(String path, Node node, Problems problems);
    }

    /** A single value: {@code parse} gets it as written and throws {@link IllegalArgumentException} to refuse it. */
    static <T> Kind<T> scalar(String expected, String remedy, T standIn, Function<ScalarNode, T> parse) {
        return new Kind<>(expected, remedy, standIn, (path, node, problems) -> {
            if (node instanceof ScalarNode scalar && isPlainTag(scalar.getTag()) && !isBlank(scalar)) {
                try {
                    return Optional.of(parse.apply(scalar));
                } catch (IllegalArgumentException refused) {
                    problems.mismatch(path, expected, node, refused instanceof Refusal ? refused.getMessage() : remedy);
                    return Optional.empty();
                }
            }
            problems.mismatch(path, expected, node, remedy);
            return Optional.empty();
        });
    }

    /** Text in a notation of its own; the message of the parser's {@link IllegalArgumentException} is what is shown. */
    static <T> Kind<T> notation(Function<String, T> parse, String remedy) {
        return new Kind<>("a text", remedy, null, (path, node, problems) -> {
            if (!(node instanceof ScalarNode scalar) || !isPlainTag(scalar.getTag()) || isBlank(scalar)) {
                problems.mismatch(path, "a text", node, remedy);
                return Optional.empty();
            }
            try {
                return Optional.of(parse.apply(scalar.getValue()));
            } catch (IllegalArgumentException refused) {
                problems.add(path, Secrecy.shownReason(path, refused.getMessage()), node, remedy);
                return Optional.empty();
            }
        });
    }

    static <T> Kind<List<T>> listOf(Kind<T> element) {
        return new Kind<>("a list", "write [a, b], or one \"- a\" per line", List.of(), (path, node, problems) -> {
            if (!(node instanceof SequenceNode list)) {
                problems.mismatch(path, "a list", node, "write [a, b], or one \"- a\" per line; [] for none");
                return Optional.empty();
            }
            List<T> values = new ArrayList<>();
            for (int i = 0; i < list.getValue().size() && !problems.isFull(); i++) {
                element.reader()
                        .read(path + "[" + i + "]", list.getValue().get(i), problems)
                        .ifPresent(values::add);
            }
            return values.size() == list.getValue().size()
                    ? Optional.of(Collections.unmodifiableList(values))
                    : Optional.empty();
        });
    }

    static <T> Kind<Map<String, T>> mapOf(Kind<T> element) {
        return new Kind<>("a map", "write one \"key: value\" per line", Map.of(), (path, node, problems) -> {
            if (!(node instanceof MappingNode map)) {
                problems.mismatch(path, "a map", node, "write one \"key: value\" per line; {} for none");
                return Optional.empty();
            }
            Map<String, Node> nodes = Keys.of(map, path, problems);
            Map<String, T> values = new LinkedHashMap<>();
            for (Map.Entry<String, Node> entry : nodes.entrySet()) {
                if (problems.isFull()) {
                    break;
                }
                element.reader()
                        .read(Keys.pathOfForeign(path, entry.getKey()), entry.getValue(), problems)
                        .ifPresent(read -> values.put(entry.getKey(), read));
            }
            return values.size() == nodes.size() ? Optional.of(Collections.unmodifiableMap(values)) : Optional.empty();
        });
    }

    private static boolean isPlainTag(Tag tag) {
        return tag.equals(Tag.STR) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || tag.equals(Tag.BOOL);
    }

    private static boolean isBlank(ScalarNode scalar) {
        return scalar.getValue().isBlank();
    }

    /** A refusal that brings a remedy better than the kind's general one. */
    static final class Refusal extends IllegalArgumentException {
        Refusal(String remedy) {
            super(remedy);
        }
    }
}
