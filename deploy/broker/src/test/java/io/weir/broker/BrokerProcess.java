package io.weir.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** An {@link EmbeddedBroker} in a JVM of its own, to be killed. */
final class BrokerProcess implements AutoCloseable {
    private final Process process;
    private final String firstLine;

    private BrokerProcess(Process process, String firstLine) {
        this.process = process;
        this.firstLine = firstLine;
    }

    /** Returns when the child has said its first line: its bootstrap address, or why it did not start. */
    static BrokerProcess start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        return new BrokerProcess(process, out.readLine());
    }

    String firstLine() {
        return firstLine;
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0)) {
            System.out.println(broker.bootstrap());
            Thread.currentThread().join();
        } catch (FolderInUseException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}
