package io.weir.schema.yaml;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The kinds of single values that a {@link Section} reads. */
final class Kinds {
    /** Numbers and words count as text too, exactly as they are written: {@code version: 1.10} stays 1.10. */
    static final Kind<String> TEXT = Kind.scalar("a text", "write a text", "", ScalarNode::getValue);

    static final Kind<Boolean> FLAG = Kind.scalar("true or false", "write true or false", false, scalar -> {
        if (!scalar.getTag().equals(Tag.BOOL)) {
            throw new IllegalArgumentException("not a flag");
        }
        return scalar.getValue().toLowerCase(Locale.ROOT).equals("true");
    });

    static final Kind<Instant> INSTANT =
            Kind.scalar("a time such as 2026-11-20T18:00:00Z", "write date, time and offset", Instant.EPOCH, scalar -> {
                try {
                    return OffsetDateTime.parse(scalar.getValue()).toInstant();
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException(e);
                }
            });

    /** A map of texts; a list stands for a map of each of its texts to itself. */
    static final Kind<Map<String, String>> PAIRS =
            new Kind<>("a list or a map", "write [a, b] or {a: b}", Map.of(), (path, node, problems) -> {
                if (node instanceof SequenceNode) {
                    return Kind.listOf(TEXT).reader().read(path, node, problems).flatMap(texts -> {
                        Map<String, String> pairs = new LinkedHashMap<>();
                        texts.forEach(text -> pairs.put(text, text));
                        if (pairs.size() < texts.size()) {
                            problems.mismatch(path, "each text once", node, "remove the repeated one");
                            return Optional.empty();
                        }
                        return Optional.of(Collections.unmodifiableMap(pairs));
                    });
                }
                if (node instanceof MappingNode) {
                    return Kind.mapOf(TEXT).reader().read(path, node, problems);
                }
                problems.mismatch(path, "a list or a map", node, "write [a, b] or {a: b}; [] for none");
                return Optional.empty();
            });

    private Kinds() {}

    static Kind<Integer> integer(int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        return Kind.scalar(expected, "write one", least, scalar -> {
            if (scalar.getTag().equals(Tag.STR) && !scalar.isPlain()) {
                throw new Kind.Refusal("write it without quotes");
            }
            int number = Integer.parseInt(scalar.getValue());
            if (number < least || number > most) {
                throw new Kind.Refusal(number < least ? "raise it" : "lower it");
            }
            return number;
        });
    }

    static Kind<Duration> duration(Duration least, Duration most) {
        String expected = "a duration from " + DurationNotation.format(least) + " to " + DurationNotation.format(most);
        return Kind.scalar(expected, "write a number and a unit (ms, s, m, h, d), for example 30s", least, scalar -> {
            if (scalar.getTag().equals(Tag.INT) && !scalar.getValue().equals("0")) {
                throw new Kind.Refusal("add the unit (ms, s, m, h, d), for example "
                        + Math.abs(Long.parseLong(scalar.getValue())) + "s");
            }
            Duration duration = DurationNotation.parse(scalar.getValue());
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new Kind.Refusal(duration.compareTo(least) < 0 ? "make it longer" : "make it shorter");
            }
            return duration;
        });
    }

    /** One of the words of {@code type}: its names in lower case, with dashes for underscores. */
    static <E extends Enum<E>> Kind<E> word(Class<E> type) {
        E[] constants = type.getEnumConstants();
        Map<String, E> words = new TreeMap<>();
        for (E constant : constants) {
            words.put(word(constant), constant);
        }
        List<String> inOrder = Arrays.stream(constants).map(Kinds::word).toList();
        String expected = "one of " + String.join(", ", inOrder);
        return Kind.scalar(expected, "write one of them", constants[0], scalar -> {
            E constant = words.get(scalar.getValue());
            if (constant == null) {
                throw new Kind.Refusal(Suggestion.near(scalar.getValue(), inOrder)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("write one of them"));
            }
            return constant;
        });
    }

    /** An absolute URI with a host and one of {@code schemes}. */
    static Kind<URI> uri(List<String> schemes) {
        String example = schemes.get(0) + "://host.example";
        return Kind.scalar(
                "an address that begins with " + String.join(":// or ", schemes) + "://",
                "write it like " + example,
                URI.create(example),
                scalar -> {
                    try {
                        URI uri = new URI(scalar.getValue());
                        if (uri.getHost() == null || !schemes.contains(uri.getScheme())) {
                            throw new IllegalArgumentException("incomplete");
                        }
                        return uri;
                    } catch (URISyntaxException e) {
                        throw new IllegalArgumentException(e);
                    }
                });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
