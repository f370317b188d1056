package io.weir.bridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser under Jazzer, which looks for inputs that lead to code no input has led to. Only with {@code -Pfuzz};
 * {@code -Dweir.fuzz.seconds=N} for each parser. What it learns stays in {@code target/fuzz}, so the next run goes on.
 */
@Tag("fuzz")
class JazzerTest {
    private static final String SECONDS = System.getProperty("weir.fuzz.seconds", "60");
    private static final int TOLD_LINES = 60;

    static List<FuzzTarget> targets() {
        return FuzzTargets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void findsNothing(FuzzTarget target) throws Exception {
        Path folder = Path.of("target", "fuzz", target.name()).toAbsolutePath();
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (byte[] seed : target.seeds()) {
            Files.write(corpus.resolve("seed-" + new BigInteger(1, seed).hashCode()), seed);
        }
        Path log = folder.resolve("jazzer.log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dweir.fuzz.target=" + target.name(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + JazzerEntry.class.getName(),
                        "--instrumentation_includes=io.weir.**",
                        // elsewhere they cost nearly all of the time
                        "--custom_hook_includes=io.weir.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-max_total_time=" + SECONDS,
                        "-max_len=65536",
                        "-rss_limit_mb=4096",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(jazzer.waitFor()).as(() -> lastLines(log)).isZero();
        assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                .as("it ran")
                .contains("DONE");
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> !line.contains("INFO: Instrumented"))
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
        } catch (IOException e) {
            return log + " cannot be read: " + e;
        }
    }
}
