package io.weir.app;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code weir} command in a JVM of its own, to be watched, stopped and killed. */
public final class WeirProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://[\\w.:\\[\\]]+");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private WeirProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "weir-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code weir} with these arguments; what it prints is collected. */
    public static WeirProcess start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** The same with more options for the JVM. */
    public static WeirProcess start(List<String> jvm, String... arguments) throws IOException {
        return start(jvm, Map.of(), arguments);
    }

    /** The same with more in its environment. */
    public static WeirProcess start(List<String> jvm, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new WeirProcess(builder.start());
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything it has printed so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The first URL of the first line that contains {@code text}; null as long as there is none. */
    public URI url(String text) {
        for (String line : lines) {
            Matcher url = URL.matcher(line);
            if (line.contains(text) && url.find()) {
                return URI.create(url.group());
            }
        }
        return null;
    }

    /** Waits until it has printed a line that contains {@code text}. */
    public void awaitLine(String text) {
        await().atMost(Duration.ofMinutes(4)).until(() -> {
            boolean there = lines.stream().anyMatch(line -> line.contains(text));
            if (!there && !process.isAlive()) {
                throw new IllegalStateException("it ended with " + process.exitValue() + ": " + lines);
            }
            return there;
        });
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal by name, for example {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. What it prints meanwhile is still collected, other than with {@link Process#destroy()}. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end and returns the exit code, with everything printed. */
    public int exitCode() throws InterruptedException {
        return exitCode(Duration.ofMinutes(3));
    }

    /** The same for what takes longer. */
    int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("it does not end; so far: " + lines);
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
