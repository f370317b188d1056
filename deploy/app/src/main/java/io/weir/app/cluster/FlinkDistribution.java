package io.weir.app.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Of the class path of this process, what a Flink distribution has: its own jars and what they need, and beside them the
 * reporter of its metrics. Weir and its libraries are not in it: a job brings them in its jar, as on any cluster.
 */
public final class FlinkDistribution {
    /** What every Flink distribution starts its JVMs with: its default of {@code env.java.opts.all}. */
    static final List<String> JVM_OPTIONS = List.of(
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.text=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

    /** The only jar of ours. */
    private static final String REPORTER = "weir-reporter-";

    private static final List<String> NOT_IN_FLINK = List.of(
            "weir-",
            "kafka",
            "flink-connector-kafka-",
            "jackson-",
            "okhttp-",
            "okio-",
            "kotlin-",
            "resilience4j-",
            "re2j-",
            "lib-recur-",
            "rfc5545-datetime-",
            "jems2-",
            "zstd-",
            "vertx-",
            "netty-",
            "scala-",
            "jmh-",
            "jakarta.",
            "angus-",
            "uplot-",
            "picocli-");

    private FlinkDistribution() {}

    /** The class path of a JobManager or TaskManager. */
    public static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isFlinks(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isFlinks(String jar) {
        return jar.startsWith(REPORTER) || NOT_IN_FLINK.stream().noneMatch(jar::startsWith);
    }
}
