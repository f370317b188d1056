package io.weir.app.bench.flow;

import io.weir.app.bench.Stage;
import io.weir.app.bench.process.ChildJvm;
import java.io.IOException;
import java.util.List;

/** The stand-in for GLPI, seen from outside. */
final class StandIn implements AutoCloseable {
    private final ChildJvm process;
    private final String url;

    private StandIn(ChildJvm process) throws IOException {
        this.process = process;
        this.url = process.line();
    }

    static StandIn start(Stage stage) throws IOException {
        return new StandIn(stage.start(StandInMain.class, List.of("-Xmx512m", "-XX:+UseParallelGC"), List.of()));
    }

    /** Base of its API. */
    String url() {
        return url;
    }

    /** How many requests it had since this was called last. */
    int asked() throws IOException {
        return Integer.parseInt(process.ask("asked"));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
