package io.weir.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a benchmark ran on, and which code. */
public final class Machine {
    private Machine() {}

    /** Processor, cores, memory, system and JVM in one line. */
    public static String description() throws IOException {
        long bytes = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GiB, %s %s, JDK %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                bytes / (double) (1 << 30),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** The commit of the checkout at {@code home}, with {@code +} when files were changed; {@code unknown} without git. */
    public static String commit(Path home) throws InterruptedException {
        try {
            String commit = git(home, "rev-parse", "--short=12", "HEAD");
            return git(home, "status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + "+";
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static String git(Path home, String... arguments) throws IOException, InterruptedException {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("git", "-C", home.toString()));
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("git failed");
        }
        return said;
    }
}
