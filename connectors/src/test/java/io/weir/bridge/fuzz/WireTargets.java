package io.weir.bridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is read from Kafka. */
final class WireTargets {
    private static final Path EXAMPLES = Path.of("..", "schemas", "json", "examples", "valid");
    private static final List<Wire<?>> KINDS = List.of(
            Wire.ALERT,
            Wire.FOLD,
            Wire.DIRECTIVE,
            Wire.INCIDENT,
            Wire.INCIDENT_GLANCE,
            Wire.REMEDIATION,
            Wire.RECEIPT,
            Wire.DECISION,
            Wire.TALLY,
            Wire.DEAD_LETTER,
            Wire.CONTROL,
            Wire.RETRY);

    private WireTargets() {}

    static List<FuzzTarget> all() {
        return List.of(new FuzzTarget("wire", WireTargets::check, seeds()));
    }

    /** A tick is none of them: there is nothing in it to read. */
    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith("tick.")) {
                    continue;
                }
                seeds.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }

    /** Whether it is of any kind. */
    private static boolean check(byte[] body) {
        boolean read = false;
        for (Wire<?> kind : KINDS) {
            read |= check(kind, body);
        }
        return read;
    }

    /** Only what the Javadoc names is thrown, and what is read can be written and read again. */
    private static <T> boolean check(Wire<T> kind, byte[] body) {
        T value;
        try {
            value = kind.read(body);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
        try {
            byte[] written = kind.write(value);
            assertThat(kind.write(kind.read(written))).as(kind.schema()).isEqualTo(written);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("what was read and written cannot be read again", e);
        }
    }
}
