package io.weir.app.cli;

import io.weir.app.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Names the versions of everything that can matter in a question. */
@Command(name = "version", description = "Show the versions of Weir and what it is built on.")
final class VersionCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String own = VersionCommand.class.getPackage().getImplementationVersion();
        spec.commandLine()
                .getOut()
                .printf(
                        "weir %s (Flink %s, Kafka %s, Java %s)%n",
                        own == null ? "unpackaged" : own,
                        EnvironmentInformation.getVersion(),
                        kafkaVersion(),
                        Runtime.version());
        return ExitCode.OK;
    }

    /** From the file that the clients carry; the class that reads it is internal to them. */
    private static String kafkaVersion() {
        Properties properties = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
