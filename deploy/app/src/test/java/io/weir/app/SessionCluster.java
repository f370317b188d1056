package io.weir.app;

import io.weir.app.cluster.FlinkDistribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink in a JVM of its own that takes jobs over REST. Its class path has what a Flink distribution has, and nothing of
 * Weir: what a job needs beyond must be in the job's jar.
 */
public final class SessionCluster implements AutoCloseable {
    private final Process process;
    private final URI web;

    private SessionCluster(Process process, URI web) {
        this.process = process;
        this.web = web;
    }

    /** Starts it; what it writes goes below {@code folder}. */
    public static SessionCluster start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // every Flink distribution starts its JVMs with these, among others
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "-cp",
                        FlinkDistribution.classPath(),
                        SessionCluster.class.getName(),
                        folder.toString())
                // never a pipe of the test JVM's own: an orphan that holds it would keep the build waiting
                .redirectError(folder.resolve("session-cluster.log").toFile())
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        while (line != null && !line.startsWith("http://")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the cluster did not start");
        }
        return new SessionCluster(process, URI.create(line));
    }

    /** Its web interface, which takes jobs. */
    public URI web() {
        return web;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        try {
            System.out.println(start(arguments[0]).getRestAddress().get());
        } catch (Exception | LinkageError e) {
            // other threads of a half-started cluster would keep the process
            System.err.println("the cluster did not start: " + e);
            Runtime.getRuntime().halt(1);
        }
        // ends with its parent, whose end closes the pipe
        int read = System.in.read();
        while (read >= 0) {
            read = System.in.read();
        }
        Runtime.getRuntime().halt(0);
    }

    private static MiniCluster start(String folder) throws Exception {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        Configuration settings = new Configuration();
        settings.setString("rest.address", loopback);
        settings.setString("rest.bind-address", loopback);
        settings.setString("rest.bind-port", "0");
        settings.setString("web.submit.enable", "true");
        settings.setString("web.upload.dir", Path.of(folder, "uploads").toString());
        settings.setString(
                "execution.checkpointing.dir",
                Path.of(folder, "checkpoints").toUri().toString());
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setCommonBindAddress(loopback)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
        return cluster;
    }
}
