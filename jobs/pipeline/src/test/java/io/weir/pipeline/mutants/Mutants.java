package io.weir.pipeline.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes each mutant and runs its tests: at least one has to fail. Not part of the build, for its name is not that of a
 * test class; {@code jobs/mutants} runs it. Only the mutated class is compiled, into a folder before all others on the
 * class path of a JVM of its own; the tree stays as it is.
 */
class Mutants {
    private static final long PATIENCE_MINUTES = 5;
    private static final int FAILED = 1;

    @TempDir
    static Path folder;

    static Stream<Mutant> mutants() {
        String only = System.getProperty("mutant", "");
        return Mutant.all().stream().filter(mutant -> mutant.name().contains(only));
    }

    /** A test that fails anyway catches nothing. */
    @BeforeAll
    static void withoutAMutantAllTestsPass() throws Exception {
        TreeSet<String> tests = new TreeSet<>();
        mutants().forEach(mutant -> tests.addAll(mutant.tests()));
        Path nothing = Files.createDirectory(folder.resolve("none"));
        assertThat(run(nothing, "none", List.copyOf(tests)))
                .as("exit code of the tests without any mutant")
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Mutant mutant) throws Exception {
        long start = System.nanoTime();
        assertThat(mutant.occurrences()).as("%s applies", mutant.name()).isEqualTo(1);
        Path classes = Files.createDirectory(folder.resolve(mutant.name()));
        compile(mutant, classes);
        int exit = run(classes, mutant.name(), mutant.tests());
        boolean said = Files.readString(log(mutant.name())).contains(mutant.says());
        System.out.printf(
                Locale.ROOT,
                "%-40s %-9s %4d s%n",
                mutant.name(),
                exit == FAILED && said ? "caught" : exit == 0 ? "SURVIVED" : "BROKEN",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        assertThat(exit)
                .as(
                        "%s: 1 when %s caught it, 0 when it survived. It means: %s",
                        mutant.name(), mutant.tests(), mutant.breaks())
                .isEqualTo(FAILED);
        assertThat(said)
                .as("%s: its tests failed, and did not say %s", mutant.name(), mutant.says())
                .isTrue();
    }

    @Test
    void thereAreAtLeastTwelve() {
        assertThat(Mutant.all()).hasSizeGreaterThanOrEqualTo(12);
    }

    private static void compile(Mutant mutant, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "-cp",
                classPath(),
                "-proc:none",
                "-parameters",
                "--release",
                "17",
                "-nowarn");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Boolean compiled = compiler.getTask(null, files, null, options, null, List.of(source(mutant)))
                    .call();
            assertThat(compiled).as("%s compiles", mutant.name()).isTrue();
        }
    }

    private static JavaFileObject source(Mutant mutant) throws IOException {
        String text = mutant.mutated();
        return new SimpleJavaFileObject(URI.create("string:///" + mutant.classFile()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static int run(Path classes, String name, List<String> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + classPath(),
                RunTests.class.getName()));
        command.addAll(tests);
        Path log = log(name);
        Files.createDirectories(log.getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            // tests that never end have noticed, too
            process.destroyForcibly().waitFor();
            return FAILED;
        }
        return process.exitValue();
    }

    private static Path log(String name) {
        return Path.of("target", "mutants", name + ".log");
    }

    /** Surefire hides it behind a jar of its own. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
