package io.weir.schema.rules;

import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook.Flapping;
import io.weir.schema.rules.RuleBook.Limits;
import io.weir.schema.rules.RuleBook.Noise;
import io.weir.schema.rules.RuleBook.SeverityMap;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.Problem;
import io.weir.schema.yaml.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rule books from YAML. The keys are documented in the default book, {@link #defaultBookYaml()}. */
public final class RuleBookParser {
    private static final String DEFAULT_BOOK = "default-rules.yaml";
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_INCIDENTS = 100_000;

    private RuleBookParser() {}

    /**
     * Reads a book; what the YAML leaves out has the value of the default book.
     *
     * @throws InvalidDocumentException with everything that is wrong, each with its path and remedy
     */
    public static RuleBook parse(String yaml) {
        Section root = Section.parse(yaml);
        Names causes = new Names();
        Matchers matchers = new Matchers();
        String version = root.value("version", Names::version, "").required();
        Instant effectiveFrom = root.instant("effectiveFrom").orElse(null);
        Section priority = root.section("priority");
        RuleBook book = new RuleBook(
                version,
                effectiveFrom,
                severity(root.section("severity")),
                new RuleBook.Identity(Matchers.labels(root.section("identity"), "ignore")),
                EnrichmentRules.read(root),
                root.has("grouping")
                        ? GroupingRules.read(root, matchers)
                        : defaultBook().grouping(),
                CauseRules.inhibition(root, causes, matchers),
                CauseRules.dependencies(root, causes, matchers),
                flapping(root.section("flapping")),
                noise(root.section("noise"), matchers),
                root.duration("staleAfter", Duration.ofSeconds(1), LONGEST).orElse(Defaults.STALE_AFTER),
                PriorityRules.bySeverity(priority),
                PriorityRules.raises(priority, matchers),
                RemediationRules.read(root, matchers),
                TicketRules.read(root, matchers),
                limits(root.section("limits")));
        root.finish();
        return book;
    }

    /**
     * Everything that is wrong with a book; empty when {@link #parse} would take it. What is merely unwise is told by
     * {@link RuleBookAdvice}.
     */
    public static List<Problem> check(String yaml) {
        try {
            parse(yaml);
            return List.of();
        } catch (InvalidDocumentException invalid) {
            return invalid.problems();
        }
    }

    /** The book for tenants who published none. */
    public static RuleBook defaultBook() {
        return Shipped.BOOK;
    }

    /** The YAML of {@link #defaultBook()}, with a comment for every key. */
    public static String defaultBookYaml() {
        return Shipped.YAML;
    }

    private static SeverityMap severity(Section section) {
        Map<String, Severity> words = new TreeMap<>();
        section.words("map", Severity.class)
                .orElseGet(() -> defaultBook().severity().map())
                .forEach((word, severity) -> {
                    Severity before = words.put(word.toLowerCase(Locale.ROOT), severity);
                    if (before != null && before != severity) {
                        section.problem(
                                "map",
                                "expected each word once, found \"" + word + "\" in two spellings with two meanings",
                                "the case of a word does not count: remove one");
                    }
                });
        return new SeverityMap(
                section.string("label").orElse(Defaults.SEVERITY_LABEL),
                Collections.unmodifiableMap(words),
                section.word("otherwise", Severity.class).orElse(Severity.WARNING));
    }

    private static Flapping flapping(Section section) {
        return new Flapping(
                section.integer("transitions", 2, 1000).orElse(Defaults.FLAPPING_TRANSITIONS),
                section.duration("window", Duration.ofMillis(1), LONGEST).orElse(Defaults.FLAPPING_WINDOW),
                section.duration("quiet", Duration.ofMillis(1), LONGEST).orElse(Defaults.FLAPPING_QUIET));
    }

    private static Noise noise(Section section, Matchers matchers) {
        return new Noise(
                section.flag("enabled").orElse(Defaults.NOISE_ENABLED),
                section.integer("starts", 3, 1000).orElse(Defaults.NOISE_STARTS),
                section.duration("over", Duration.ofMinutes(10), Duration.ofDays(7))
                        .orElse(Defaults.NOISE_OVER),
                matchers.field(section, "never").orElse(Defaults.NOISE_NEVER));
    }

    private static Limits limits(Section section) {
        return new Limits(
                section.integer("membersListed", 1, 1000).orElse(Defaults.MEMBERS_LISTED),
                section.integer("openIncidents", 1, MOST_INCIDENTS).orElse(Defaults.OPEN_INCIDENTS));
    }

    /** Loaded on first use: the default book is read with this parser. */
    private static final class Shipped {
        static final String YAML = resource();
        static final RuleBook BOOK = parse(YAML);

        private static String resource() {
            try (InputStream in = RuleBookParser.class.getResourceAsStream(DEFAULT_BOOK)) {
                if (in == null) {
                    throw new IllegalStateException(DEFAULT_BOOK + " is missing beside " + RuleBookParser.class);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
