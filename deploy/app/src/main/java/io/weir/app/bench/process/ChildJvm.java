package io.weir.app.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the class path of this one. They talk in lines; it ends when its input does. */
public final class ChildJvm implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final int TOLD = 2000;

    private final Process process;
    private final String name;
    private final Path log;
    private final BufferedReader lines;
    private final Writer orders;

    private ChildJvm(Process process, String name, Path log) {
        this.process = process;
        this.name = name;
        this.log = log;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param main name of the class
     * @param log takes its standard error
     */
    public static ChildJvm start(String main, List<String> jvmOptions, List<String> arguments, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Dweir.home=" + System.getProperty("weir.home", "."));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        return new ChildJvm(process, main.substring(main.lastIndexOf('.') + 1), log);
    }

    /** {@code options} with those of an environment variable behind them, for example a profiler's. */
    public static List<String> withOptionsOf(String variable, List<String> options) {
        List<String> all = new ArrayList<>(options);
        String more = System.getenv(variable);
        if (more != null && !more.isBlank()) {
            all.addAll(List.of(more.strip().split("\\s+")));
        }
        return all;
    }

    /** The process, for its CPU time. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * The next line it says.
     *
     * @throws IOException when it has ended instead, with the end of its log
     */
    public String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException(name + " ended unexpectedly: " + lastWords());
        }
        return line;
    }

    /** Says a line to it and waits for the line that it answers. */
    public String ask(String order) throws IOException {
        orders.write(order);
        orders.write('\n');
        orders.flush();
        return line();
    }

    private String lastWords() throws IOException {
        String all = Files.readString(log, StandardCharsets.UTF_8);
        return all.substring(Math.max(0, all.length() - TOLD));
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            // it has ended already and did not read its last order
            process.destroyForcibly();
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
