package io.weir.app.bench;

import io.weir.app.bench.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where the parts play: sizes, folders, the broker all of them share, and where rows are reported. */
public final class Stage implements AutoCloseable {
    private final BenchPlan plan;
    private final Path work;
    private final Consumer<Row> reported;
    private final List<ChildJvm> open = new ArrayList<>();
    private int started;
    private ChildJvm broker;
    private String bootstrap;

    /**
     * A stage.
     *
     * @param work folder for everything that is thrown away afterwards
     * @param reported is told each row
     */
    Stage(BenchPlan plan, Path work, Consumer<Row> reported) {
        this.plan = plan;
        this.work = work;
        this.reported = reported;
    }

    /** What this run does. */
    public BenchPlan plan() {
        return plan;
    }

    /** Whether the row is to be measured. */
    public boolean wants(String row) {
        return plan.wants(row);
    }

    /** An empty folder for {@code purpose}. */
    public Path folder(String purpose) throws IOException {
        return Files.createDirectories(Files.createTempDirectory(work, purpose + "-"));
    }

    /** The broker, a real Kafka in its own JVM, started when it is first asked for. */
    public ChildJvm broker() throws IOException {
        if (broker == null) {
            broker = ChildJvm.start(
                    "io.weir.app.bench.process.BrokerMain",
                    List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"),
                    List.of(folder("kafka").toString()),
                    work.resolve("broker.log"));
            bootstrap = broker.line();
        }
        return broker;
    }

    /** Where the broker listens, {@code host:port}. */
    public String bootstrap() throws IOException {
        broker();
        return bootstrap;
    }

    /** A further JVM of this program; it ends with the stage at the latest. */
    public ChildJvm start(Class<?> main, List<String> jvmOptions, List<String> arguments) throws IOException {
        started++;
        String name = main.getSimpleName() + "-" + started;
        ChildJvm child = ChildJvm.start(main.getName(), jvmOptions, arguments, work.resolve(name + ".log"));
        open.add(child);
        return child;
    }

    /** Tells a row that is known. */
    public void report(Row row) {
        reported.accept(row);
    }

    /** Ends what a part that failed has left running; the broker stays. */
    void clear() {
        while (!open.isEmpty()) {
            open.remove(open.size() - 1).close();
        }
    }

    @Override
    public void close() {
        clear();
        if (broker != null) {
            broker.close();
        }
    }
}
