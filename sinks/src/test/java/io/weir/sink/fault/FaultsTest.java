package io.weir.sink.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.checker.Finding;
import io.weir.checker.Law;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Every fault at every call of both protocols, between the real clients and the stand-ins, driven as the deliverer does.
 * What was observed is the table in {@code sinks/FAULTS.md}: the build fails when it says something else. With {@code
 * -Dfaults.write=true} the table is written.
 */
class FaultsTest {
    private static final Path TABLE = Path.of("FAULTS.md");
    private static final String BEGIN = "<!-- observed: written by FaultsTest -->\n";
    private static final int AT_ONCE = 32;
    /** A busy machine can make a call time out that was not meant to: cells that differ are tried again, few at once. */
    private static final int AGAIN = 2;

    private static final int FEW = 3;
    /** More than these is no chance. */
    private static final int MOST_BY_CHANCE = 40;

    private final LogEar ear = LogEar.listen();

    /** How trials are made. */
    @FunctionalInterface
    interface Maker {
        Trial make() throws IOException;
    }

    private record Place(String title, Maker maker, String phase, int call, String name) {}

    private record Cell(Place place, FaultKind kind) {}

    @Test
    void nothingIsLostOrDoneTwice() throws Exception {
        List<Place> places = new ArrayList<>();
        places.addAll(places("GLPI", GlpiTrial::new, List.of("create", "update", "solve")));
        places.addAll(places("AWX", () -> new AwxTrial(false), List.of("launch", "poll")));
        places.addAll(places("AWX", () -> new AwxTrial(true), List.of("cancel")));
        List<Cell> cells = new ArrayList<>();
        for (Place place : places) {
            for (FaultKind kind : FaultKind.values()) {
                cells.add(new Cell(place, kind));
            }
        }
        Map<Cell, String> results = all(cells, AT_ONCE);
        assertThat(ear.heard()).anyMatch(line -> line.contains("no answer from GLPI"));
        String written = Files.exists(TABLE) ? Files.readString(TABLE) : BEGIN;
        String preface = written.substring(0, written.indexOf(BEGIN) + BEGIN.length());
        if (Boolean.getBoolean("faults.write")) {
            Files.writeString(TABLE, preface + table(results));
            return;
        }
        for (int i = 0; i < AGAIN; i++) {
            results.putAll(all(byChance(results, FaultTable.cells(written)), FEW));
        }
        assertThat(preface + table(results)).isEqualTo(written);
    }

    /** Cells that differ and may do so by chance. None when calls came or went, or many differ: that is no chance. */
    private static List<Cell> byChance(Map<Cell, String> results, Map<String, String> written) {
        List<Cell> differing = results.keySet().stream()
                .filter(cell -> !results.get(cell).equals(written.get(key(cell))))
                .toList();
        boolean sameCalls = results.size() == written.size()
                && results.keySet().stream().allMatch(cell -> written.containsKey(key(cell)));
        return sameCalls && differing.size() <= MOST_BY_CHANCE ? differing : List.of();
    }

    private static String key(Cell cell) {
        Place place = cell.place();
        return FaultTable.key(place.title(), place.phase(), cell.kind().told(), column(place));
    }

    private Map<Cell, String> all(List<Cell> cells, int atOnce) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            Map<Cell, Future<String>> running = new LinkedHashMap<>();
            cells.forEach(cell -> running.put(cell, threads.submit(() -> result(cell))));
            Map<Cell, String> results = new LinkedHashMap<>();
            for (Map.Entry<Cell, Future<String>> one : running.entrySet()) {
                results.put(one.getKey(), one.getValue().get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The calls of a protocol. Two runs have to agree: in the first one, classes are loaded, and a call can time out. */
    private static List<Place> places(String title, Maker maker, List<String> phases) throws IOException {
        List<Place> before = undisturbed(title, maker, phases);
        for (int i = 0; i < AGAIN; i++) {
            List<Place> now = undisturbed(title, maker, phases);
            if (now.equals(before)) {
                break;
            }
            before = now;
        }
        return before;
    }

    /** The calls of a run in which nothing goes wrong. */
    private static List<Place> undisturbed(String title, Maker maker, List<String> phases) throws IOException {
        List<Place> places = new ArrayList<>();
        try (Trial trial = maker.make()) {
            for (String phase : trial.phases()) {
                trial.proxy.disarm();
                trial.run(phase);
                List<String> calls = trial.proxy.calls();
                for (int i = 0; i < calls.size() && phases.contains(phase); i++) {
                    places.add(new Place(title, maker, phase, i, trial.name(calls.get(i))));
                }
            }
            trial.lookAgain();
            assertThat(trial.findings()).isEmpty();
        }
        return places;
    }

    private String result(Cell cell) throws IOException {
        Place place = cell.place();
        String what = place + " " + cell.kind();
        try (Trial trial = place.maker().make()) {
            String outcome = "";
            for (String phase : trial.phases()) {
                boolean here = phase.equals(place.phase());
                trial.startCounting();
                if (here) {
                    trial.proxy.arm(cell.kind(), place.call());
                } else {
                    trial.proxy.disarm();
                }
                trial.run(phase);
                trial.proxy.heal();
                assertThat(trial.lies()).as(what).isEmpty();
                outcome = here ? trial.pace() : outcome;
            }
            Awaitility.await().until(trial.proxy::quiet);
            trial.proxy.disarm();
            trial.lookAgain();
            List<Finding> findings = new ArrayList<>(trial.findings());
            if (cell.kind() == FaultKind.DUPLICATE && place.name().startsWith("follow-up")) {
                // a line has no key that GLPI holds unique: a network that repeats requests repeats it
                findings.removeIf(f -> f.law() == Law.MARKED_ONCE);
            }
            assertThat(findings).as(what).isEmpty();
            assertNoSecret(what);
            return outcome + trial.remarks();
        }
    }

    private void assertNoSecret(String what) {
        assertThat(ear.heard())
                .as(what)
                .noneMatch(line -> line.contains(GlpiTrial.APP_TOKEN)
                        || line.contains(GlpiTrial.USER_TOKEN)
                        || line.contains(AwxTrial.TOKEN)
                        || line.contains("Session-Token"));
    }

    private static String table(Map<Cell, String> results) {
        StringBuilder out = new StringBuilder();
        for (String title : List.of("GLPI", "AWX")) {
            FaultTable table = new FaultTable();
            results.forEach((cell, result) -> {
                if (cell.place().title().equals(title)) {
                    table.put(cell.place().phase(), cell.kind(), column(cell.place()), result);
                }
            });
            out.append("\n## ").append(title).append('\n').append(table.markdown());
        }
        return out.toString();
    }

    private static String column(Place place) {
        return place.call() + 1 + ". " + place.name();
    }
}
