package io.weir.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** A folder for the tests of one class; when one fails, the ends of the log files in it are printed. */
final class CaseFolder
        implements BeforeAllCallback,
                AfterTestExecutionCallback,
                AfterAllCallback,
                LifecycleMethodExecutionExceptionHandler {
    private static final int LINES = 60;
    /** Written for each checkpoint, by others than us. */
    private static final Pattern CHATTER = Pattern.compile(" INFO .*\\] (o\\.a|k)\\.");

    private Path path;

    /** A folder below it, made when it is not there. */
    Path below(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        path = Files.createTempDirectory("weir-e2e-");
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException()
                .filter(e -> !(e instanceof TestAbortedException))
                .isPresent()) {
            printLogs();
        }
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (!(failure instanceof TestAbortedException)) {
            printLogs();
        }
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        handleBeforeAllMethodExecutionException(context, failure);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        for (Path file : all().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private void printLogs() throws IOException {
        PrintStream out = System.out;
        for (Path log : all().filter(CaseFolder::isLog).toList()) {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !CHATTER.matcher(line).find())
                    .toList();
            out.println("==> " + path.relativize(log));
            lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(out::println);
        }
    }

    /** Kafka's data files have the same ending. */
    private static boolean isLog(Path file) {
        return file.toString().endsWith(".log") && !file.toString().contains("/kafka/");
    }

    private Stream<Path> all() throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.toList().stream();
        }
    }
}
