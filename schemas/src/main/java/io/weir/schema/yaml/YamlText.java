package io.weir.schema.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML 1.2 text to its nodes, with limits on size, depth and aliases. */
final class YamlText {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_LEVELS = 32;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(50)
            .setAllowRecursiveKeys(false)
            .setUseMarks(true)
            .build();

    private YamlText() {}

    /** The root map; empty when there is none, and then {@code problems} says why. */
    static Optional<MappingNode> compose(String text, Problems problems) {
        if (text.length() > MOST_CHARACTERS) {
            problems.add(
                    "",
                    "expected at most " + MOST_CHARACTERS + " characters, found " + text.length(),
                    null,
                    "split the document");
            return Optional.empty();
        }
        try {
            if (tooDeep(text)) {
                problems.add("", "expected at most " + MOST_LEVELS + " levels, found more", null, "nest less");
                return Optional.empty();
            }
            Node root = new Compose(SETTINGS).composeString(text).orElse(null);
            if (root instanceof MappingNode map) {
                return Optional.of(map);
            }
            if (root == null) {
                problems.add("", "expected keys and values, found nothing", null, "write at least the required keys");
            } else {
                problems.mismatch("", "keys and values", root, "begin with a line such as key: value");
            }
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    "",
                    syntaxError(e, text),
                    null,
                    "mind the indentation, and put quotes around values that hold"
                            + " a colon, #, comma, bracket or brace");
        } catch (YamlEngineException e) {
            problems.add("", "not usable as YAML: " + e.getMessage(), null, "use fewer aliases, or write values out");
        }
        return Optional.empty();
    }

    /** Asked before composing, because the composer recurses. */
    private static boolean tooDeep(String text) {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > MOST_LEVELS) {
                return true;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return false;
    }

    /** The parser's own message shows a piece of the text, which may be a secret: only its kind and place are kept. */
    private static String syntaxError(MarkedYamlEngineException e, String text) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        if (mark.isEmpty()) {
            return "not YAML";
        }
        int line = mark.get().getLine();
        String place =
                "not YAML at line " + (line + 1) + ", column " + (mark.get().getColumn() + 1);
        boolean nearSecret = text.lines().skip(Math.max(0, line - 1)).limit(2).anyMatch(Secrecy::namesSecret);
        return nearSecret || e.getProblem() == null
                ? place
                : place + ": " + e.getProblem().replaceAll("\\p{Cntrl}+", " ");
    }
}
