package io.weir.schema.yaml;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in a YAML document: a map with its path, whose keys are asked for by name and type. Problems are collected,
 * not thrown; {@link #finish()} on any section of the document refuses the keys nobody asked for and then throws one
 * {@link InvalidDocumentException} with everything. Only after it returned are the values that were read good.
 *
 * <pre>{@code
 * Section root = Section.parse(yaml);
 * Duration gap = root.duration("gap").orElse(Duration.ofMinutes(1));
 * URI glpi = root.section("glpi").uri("url", "http", "https").required();
 * root.finish();
 * }</pre>
 */
public final class Section {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Problems problems;
    private final List<Section> document;
    private final String path;
    private final Map<String, Node> nodes;
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(Problems problems, List<Section> document, String path, Map<String, Node> nodes) {
        this.problems = problems;
        this.document = document;
        this.path = path;
        this.nodes = nodes;
        // beyond that nothing is told of it, so it need not be kept
        if (!problems.isFull()) {
            document.add(this);
        }
    }

    /**
     * The root of a document.
     *
     * @throws InvalidDocumentException when the text is no YAML map at all, or too large
     */
    public static Section parse(String yaml) {
        Problems problems = new Problems();
        MappingNode root =
                YamlText.compose(yaml, problems).orElseThrow(() -> new InvalidDocumentException(problems.all()));
        return new Section(problems, new ArrayList<>(), "", Keys.of(root, "", problems));
    }

    /** Where this section stands, for example {@code grouping[2]}; empty for the root. */
    public String path() {
        return path;
    }

    /** Whether {@code key} is there, with whatever value. */
    public boolean has(String key) {
        if (!problems.isFull()) {
            asked.add(key);
        }
        return nodes.containsKey(key);
    }

    /** The keys of this section in the order of the document. */
    public Set<String> keys() {
        return new LinkedHashSet<>(nodes.keySet());
    }

    /** Text that is not blank; numbers count as text, as they are written. */
    public Field<String> string(String key) {
        return read(key, Kinds.TEXT);
    }

    /** A whole number from {@code least} to {@code most}. */
    public Field<Integer> integer(String key, int least, int most) {
        return read(key, Kinds.integer(least, most));
    }

    /** {@code true} or {@code false}. */
    public Field<Boolean> flag(String key) {
        return read(key, Kinds.FLAG);
    }

    /** A duration in the notation of {@link DurationNotation}, zero or more. */
    public Field<Duration> duration(String key) {
        return duration(key, Duration.ZERO, LONGEST);
    }

    /** A duration from {@code least} to {@code most}. */
    public Field<Duration> duration(String key, Duration least, Duration most) {
        return read(key, Kinds.duration(least, most));
    }

    /** One of the words of {@code type}: the names of its constants in lower case with dashes. */
    public <E extends Enum<E>> Field<E> word(String key, Class<E> type) {
        return read(key, Kinds.word(type));
    }

    /** An absolute URI with a host and one of {@code schemes}. */
    public Field<URI> uri(String key, String... schemes) {
        return read(key, Kinds.uri(List.of(schemes)));
    }

    /** A time with its offset, RFC 3339. */
    public Field<Instant> instant(String key) {
        return read(key, Kinds.INSTANT);
    }

    /**
     * Text in a notation of its own.
     *
     * @param parse throws {@link IllegalArgumentException} with what was expected and found
     * @param remedy for people, empty when the parser's message says it all
     */
    public <T> Field<T> value(String key, Function<String, T> parse, String remedy) {
        return read(key, Kind.notation(parse, remedy));
    }

    /** A list of texts. */
    public Field<List<String>> strings(String key) {
        return read(key, Kind.listOf(Kinds.TEXT));
    }

    /** A list of texts in a notation of their own; see {@link #value}. */
    public <T> Field<List<T>> list(String key, Function<String, T> parse, String remedy) {
        return read(key, Kind.listOf(Kind.notation(parse, remedy)));
    }

    /** A map of texts whose keys the document chooses, in the order of the document. */
    public Field<Map<String, String>> map(String key) {
        return read(key, Kind.mapOf(Kinds.TEXT));
    }

    /** A map of texts as with {@link #map}; a list of texts stands for a map of each to itself. */
    public Field<Map<String, String>> pairs(String key) {
        return read(key, Kinds.PAIRS);
    }

    /** A map, with keys that the document chooses, to the words of {@code type}. */
    public <E extends Enum<E>> Field<Map<String, E>> words(String key, Class<E> type) {
        return read(key, Kind.mapOf(Kinds.word(type)));
    }

    /** The map at {@code key} as a section; one without keys where {@code key} is missing. */
    public Section section(String key) {
        return has(key) ? sectionOf(Keys.path(path, key), nodes.get(key)) : sectionOf(Keys.path(path, key), Map.of());
    }

    /** The list of maps at {@code key}, empty where it is missing; ends early where more is wrong than will be told. */
    public List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        if (has(key) && nodes.get(key) instanceof SequenceNode list) {
            for (int i = 0; i < list.getValue().size() && !problems.isFull(); i++) {
                sections.add(sectionOf(
                        Keys.path(path, key) + "[" + i + "]", list.getValue().get(i)));
            }
        } else if (has(key)) {
            problems.mismatch(
                    Keys.path(path, key), "a list", nodes.get(key), "begin each entry with \"- \"; [] for none");
        }
        return sections;
    }

    /**
     * The map at {@code key} whose keys the document chooses and whose values are maps; empty where it is missing. Ends
     * early as {@link #sections} does.
     */
    public Map<String, Section> sectionsByKey(String key) {
        Section parent = section(key);
        Map<String, Section> sections = new LinkedHashMap<>();
        for (String name : parent.nodes.keySet()) {
            if (problems.isFull()) {
                break;
            }
            sections.put(name, parent.section(name));
        }
        return sections;
    }

    /** Notes a problem that only the caller can see, at {@code key} of this section, unless its value was refused. */
    public void problem(String key, String message, String remedy) {
        String at = Keys.path(path, key);
        if (!problems.isRefused(at)) {
            problems.add(at, message, nodes.get(key), remedy);
        }
    }

    /**
     * Ends the reading of the whole document.
     *
     * @throws InvalidDocumentException when there was any problem, or a key that nobody asked for; it has a hundred of
     *     them at most, and where there are more the last one says so
     */
    public void finish() {
        document.forEach(Section::refuseUnknownKeys);
        List<Problem> all = problems.all();
        if (!all.isEmpty()) {
            throw new InvalidDocumentException(all);
        }
    }

    private void refuseUnknownKeys() {
        if (problems.isFull()) {
            return;
        }
        String known = String.join(", ", asked);
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            if (!problems.isFull() && !asked.contains(entry.getKey())) {
                String remedy = Suggestion.near(entry.getKey(), asked)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("remove it; known here: " + known);
                problems.add(Keys.pathOfForeign(path, entry.getKey()), "unknown key", entry.getValue(), remedy);
            }
        }
    }

    private <T> Field<T> read(String key, Kind<T> kind) {
        String at = Keys.path(path, key);
        return new Field<>(
                this, key, kind, has(key) ? kind.reader().read(at, nodes.get(key), problems) : Optional.empty());
    }

    private Section sectionOf(String at, Node node) {
        if (node instanceof MappingNode map) {
            return sectionOf(at, Keys.of(map, at, problems));
        }
        problems.mismatch(at, "a map", node, "write one \"key: value\" per line below it");
        return sectionOf(at, Map.of());
    }

    private Section sectionOf(String at, Map<String, Node> content) {
        return new Section(problems, document, at, content);
    }
}
