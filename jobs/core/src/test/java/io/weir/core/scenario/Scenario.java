package io.weir.core.scenario;

import io.weir.core.directives.DirectiveBook;
import io.weir.core.track.Verdict;
import io.weir.schema.rules.RuleBookParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A story with its expected end, from a YAML file in {@code scenarios/} (the README there explains the notation).
 *
 * @param name of the file, without {@code .yaml}
 * @param about what the story shows
 * @param rules YAML of the rule book for tenants that push none
 * @param observations sorted by time, then in the order of the file
 * @param expectedVerdicts by index of the observation, where the file names one
 * @param orders rule books and downtimes, sorted by time
 * @param until what comes out up to this instant is compared
 * @param expectation what has to come out
 */
public record Scenario(
        String name,
        String about,
        String rules,
        List<Observation> observations,
        Map<Integer, Verdict> expectedVerdicts,
        List<Order> orders,
        long until,
        Expectation expectation) {

    /** How long after its own record a directive takes effect. */
    public static final long LEAD_MS = 2_000;

    /** Reads {@code scenarios/NAME.yaml} from the class path. */
    public static Scenario load(String name) {
        String resource = "/scenarios/" + name + ".yaml";
        try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no scenario " + resource);
            }
            return ScenarioReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All scenarios, listed in {@code scenarios/index.txt}. */
    public static List<Scenario> all() {
        try (InputStream in = Scenario.class.getResourceAsStream("/scenarios/index.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(Scenario::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directives of this scenario, all applied. */
    public DirectiveBook directives() {
        DirectiveBook book = new DirectiveBook(RuleBookParser.parse(rules), LEAD_MS);
        orders.forEach(order -> book.apply(order.directive(), order.at()));
        return book;
    }

    /** For the names of parameterized tests. */
    @Override
    public String toString() {
        return name;
    }
}
