package io.weir.app.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.bench.BenchPart;
import io.weir.app.bench.Row;
import io.weir.app.bench.Stage;
import io.weir.app.bench.process.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the inner loops cost, by JMH, each in a JVM of its own. */
public final class LoopsPart implements BenchPart {
    /** Not named by its class: what runs the loops is no part of what is compiled against. */
    private static final String MAIN = "io.weir.loops.LoopsMain";

    private static final List<String> ROWS = List.of(
            "loop.normalise",
            "loop.match.rules.5000",
            "loop.match.downtimes.100000",
            "loop.machine.track",
            "loop.machine.scope",
            "loop.serialise",
            "loop.parse");

    @Override
    public List<String> rows() {
        return ROWS;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Path folder = stage.folder("loops");
        List<String> arguments = new ArrayList<>();
        arguments.add(stage.plan().quick() ? "quick" : "full");
        arguments.add(folder.resolve("jmh.txt").toString());
        List<String> wanted = ROWS.stream().filter(stage::wants).toList();
        arguments.addAll(wanted);
        JsonMapper json = JsonMapper.builder().build();
        try (ChildJvm loops =
                ChildJvm.start(MAIN, List.of("-Xmx1g", "-XX:+UseParallelGC"), arguments, folder.resolve("log"))) {
            for (String row : wanted) {
                stage.report(row(row, json.readTree(loops.line())));
            }
        }
    }

    /** A row of what was said of a loop. */
    static Row row(String name, JsonNode said) {
        if (!name.equals(said.path("name").asText())) {
            throw new IllegalStateException("expected " + name + ", found " + said);
        }
        double nanos = said.path("nanos").asDouble();
        return Row.named(name)
                .atRate(1e9 / nanos)
                .with("nanos", nanos)
                .with("error", said.path("error").asDouble() / nanos);
    }
}
