package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.config.ConfigFile;
import io.weir.app.config.KafkaReferences;
import io.weir.app.config.WeirConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Kafka to read. */
final class KafkaOption {
    private static final Path BESIDE = Path.of("weir.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration, as for up: it names Kafka. Default: $$WEIR_CONFIG, else ./weir.yaml.")
    private Path file;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's address, instead of the configuration's.")
    private String bootstrap;

    /** The configuration; empty when none is named and none is there. */
    Optional<WeirConfig> config() {
        Path named = file;
        if (named == null && System.getenv("WEIR_CONFIG") != null) {
            named = Path.of(System.getenv("WEIR_CONFIG"));
        }
        if (named == null && Files.isReadable(BESIDE)) {
            named = BESIDE;
        }
        if (named == null) {
            return Optional.empty();
        }
        if (!Files.isReadable(named)) {
            throw new CommandFailure(ExitCode.USAGE, "--config: cannot read " + named);
        }
        return Optional.of(ConfigFile.read(named));
    }

    /**
     * Client properties, the address among them.
     *
     * @throws CommandFailure when nothing says where Kafka is
     */
    Map<String, String> properties() {
        return properties(null);
    }

    /**
     * The same.
     *
     * @param known address for when no option names one; null for none
     */
    Map<String, String> properties(String known) {
        Optional<WeirConfig> config = config();
        config.ifPresent(named -> KafkaReferences.require(named.kafka()));
        Map<String, String> all = new HashMap<>(
                config.map(named -> named.kafka().clientProperties()).orElse(Map.of()));
        all.put("bootstrap.servers", address(config, known));
        return all;
    }

    private String address(Optional<WeirConfig> config, String known) {
        if (bootstrap != null) {
            return bootstrap;
        }
        return config.map(named -> named.kafka()
                        .bootstrap()
                        .orElse("127.0.0.1:" + named.kafka().embeddedPort()))
                .or(() -> Optional.ofNullable(known))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--config: expected the configuration, or --kafka HOST:PORT, to find Kafka"));
    }
}
