package io.weir.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a replay left, as sorted lines.
 *
 * @param lines by kind; of the tallies the last word about each minute
 */
record Results(Map<String, List<String>> lines) {

    static Results read(Path folder) throws IOException {
        Map<String, List<String>> lines = new TreeMap<>();
        for (String kind : List.of(
                ResultParts.INCIDENTS,
                ResultParts.REMEDIATIONS,
                ResultParts.RECEIPTS,
                ResultParts.DECISIONS,
                ResultParts.DEAD_LETTERS)) {
            lines.put(kind, linesOf(folder, kind).stream().sorted().toList());
        }
        Map<String, String> tallies = new TreeMap<>();
        for (String line : linesOf(folder, ResultParts.TALLIES)) {
            Tally tally = read(Wire.TALLY, line);
            tallies.put(tally.tenant() + "|" + tally.minute(), line);
        }
        lines.put(ResultParts.TALLIES, List.copyOf(tallies.values()));
        return new Results(lines);
    }

    private static List<String> linesOf(Path folder, String kind) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path part : ResultParts.of(folder, kind)) {
            lines.addAll(Files.readAllLines(part));
        }
        return lines;
    }

    List<Incident> incidents() {
        return lines.get(ResultParts.INCIDENTS).stream()
                .map(line -> read(Wire.INCIDENT, line))
                .toList();
    }

    List<Decision> decisions() {
        return lines.get(ResultParts.DECISIONS).stream()
                .map(line -> read(Wire.DECISION, line))
                .toList();
    }

    /** What was decided before an instant; without the tallies, which are told later than they are dated. */
    Results before(long time) {
        Map<String, List<String>> before = new TreeMap<>();
        before.put(ResultParts.INCIDENTS, before(ResultParts.INCIDENTS, Wire.INCIDENT, Incident::updatedAt, time));
        before.put(
                ResultParts.REMEDIATIONS,
                before(ResultParts.REMEDIATIONS, Wire.REMEDIATION, Remediation::requestedAt, time));
        before.put(ResultParts.RECEIPTS, before(ResultParts.RECEIPTS, Wire.RECEIPT, Receipt::at, time));
        before.put(ResultParts.DECISIONS, before(ResultParts.DECISIONS, Wire.DECISION, Decision::at, time));
        return new Results(before);
    }

    private <T> List<String> before(String kind, Wire<T> wire, ToLongFunction<T> at, long time) {
        return lines.get(kind).stream()
                .filter(line -> at.applyAsLong(read(wire, line)) < time)
                .toList();
    }

    /** What concerns one tenant. */
    Results of(String tenant) {
        Map<String, List<String>> theirs = new TreeMap<>();
        lines.forEach((kind, all) -> theirs.put(
                kind,
                all.stream()
                        .filter(line -> line.contains("\"tenant\":\"" + tenant + "\""))
                        .toList()));
        return new Results(theirs);
    }

    /** Names the first differences only; whole results are megabytes. */
    void assertSameAs(Results expected) {
        expected.lines.forEach((kind, all) -> {
            List<String> surplus = without(lines.get(kind), all);
            List<String> missing = without(all, lines.get(kind));
            assertThat(Stream.concat(
                            missing.stream().limit(2).map(line -> "missing " + line),
                            surplus.stream().limit(2).map(line -> "surplus " + line)))
                    .as("%s: %d missing, %d surplus of %d", kind, missing.size(), surplus.size(), all.size())
                    .isEmpty();
        });
    }

    private static List<String> without(List<String> all, List<String> others) {
        Map<String, Integer> left = new TreeMap<>();
        others.forEach(line -> left.merge(line, 1, Integer::sum));
        return all.stream()
                .filter(line -> left.merge(line, -1, Integer::sum) < 0)
                .toList();
    }

    private static <T> T read(Wire<T> wire, String line) {
        try {
            return wire.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
