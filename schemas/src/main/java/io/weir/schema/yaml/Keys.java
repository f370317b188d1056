package io.weir.schema.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys of one map, each of them text and there only once. */
final class Keys {
    private static final Pattern SIMPLE = Pattern.compile("[\\p{L}\\p{N}_/-]+");
    private static final int LONGEST = 256;

    private Keys() {}

    /** Keys and values in the order of the document. */
    static Map<String, Node> of(MappingNode map, String path, Problems problems) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.mismatch(path, "a text as key", entry.getKeyNode(), "write key: value");
            } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
                problems.add(
                        pathOfForeign(path, key.getValue()),
                        "expected once, found a second time",
                        key,
                        "remove one of the two");
            }
        }
        return values;
    }

    /** The path of {@code key} below {@code parent}; a long key is cut, for each value below it repeats its path. */
    static String path(String parent, String key) {
        String shown = key.length() > LONGEST ? key.substring(0, LONGEST) + "…" : key;
        if (!SIMPLE.matcher(shown).matches()) {
            return parent + "[\"" + shown.replaceAll("\\p{Cntrl}+", " ") + "\"]";
        }
        return parent.isEmpty() ? shown : parent + "." + shown;
    }

    /** The path of a key that the document chose: below a secret it may be the secret itself. */
    static String pathOfForeign(String parent, String key) {
        return Secrecy.namesSecret(parent) ? parent + ".…" : path(parent, key);
    }
}
