package io.weir.schema.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Changes a value in a YAML text; all the rest of it stays as it was written, comments included. */
public final class YamlEdit {
    private YamlEdit() {}

    /**
     * The text with this number at {@code section.key}, whatever was there and whether anything was.
     *
     * @throws InvalidDocumentException when the text is no YAML with keys at its root
     */
    public static String set(String yaml, String section, String key, long value) {
        Problems problems = new Problems();
        MappingNode root =
                YamlText.compose(yaml, problems).orElseThrow(() -> new InvalidDocumentException(problems.all()));
        Optional<NodeTuple> inner = entry(root, section);
        if (inner.isEmpty()) {
            return into(yaml, root, section + ": {" + key + ": " + value + "}");
        }
        Node node = inner.get().getValueNode();
        if (!(node instanceof MappingNode map) || map.getValue().isEmpty()) {
            return replaced(yaml, node, "{" + key + ": " + value + "}");
        }
        Optional<NodeTuple> there = entry(map, key);
        return there.isPresent()
                ? replaced(yaml, there.get().getValueNode(), Long.toString(value))
                : into(yaml, map, key + ": " + value);
    }

    private static Optional<NodeTuple> entry(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst();
    }

    /** With one more entry, before the others. */
    private static String into(String yaml, MappingNode map, String entry) {
        if (map.getFlowStyle() == FlowStyle.FLOW) {
            boolean empty = map.getValue().isEmpty();
            int inside = yaml.indexOf('{', start(yaml, map)) + 1;
            return yaml.substring(0, inside) + entry + (empty ? "" : ", ") + yaml.substring(inside);
        }
        Node first = map.getValue().get(0).getKeyNode();
        int column = first.getStartMark().map(Mark::getColumn).orElseThrow();
        int at = start(yaml, first);
        return yaml.substring(0, at) + entry + "\n" + " ".repeat(column) + yaml.substring(at);
    }

    /** An empty value has no characters, so a blank goes before the new one. */
    private static String replaced(String yaml, Node node, String text) {
        int begin = start(yaml, node);
        int end = offset(yaml, node.getEndMark().orElseThrow());
        return yaml.substring(0, begin) + (begin == end ? " " : "") + text + yaml.substring(end);
    }

    private static int start(String yaml, Node node) {
        return offset(yaml, node.getStartMark().orElseThrow());
    }

    /** Marks count code points. */
    private static int offset(String yaml, Mark mark) {
        return yaml.offsetByCodePoints(0, mark.getIndex());
    }
}
