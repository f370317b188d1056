package io.weir.e2e;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that a test cannot do without. Where it is missing the test is skipped and says how to get it; on a CI
 * server ({@code CI=true}) it fails, so that a proof never goes missing unseen.
 */
enum RequiredProgram {
    PROMETHEUS("prometheus", "prometheus"),
    ALERTMANAGER("prometheus-alertmanager", "prometheus-alertmanager"),
    ANSIBLE("ansible-playbook", "ansible-core"),
    CHROMIUM("chromium", "chromium"),
    CHROMEDRIVER("chromedriver", "chromium-driver");

    private final String command;
    private final String debianPackage;

    RequiredProgram(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** Where it is installed. */
    String path() {
        Optional<Path> found = find(System.getenv().getOrDefault("PATH", ""));
        if (found.isEmpty()) {
            missing("true".equals(System.getenv("CI")));
        }
        return found.orElseThrow().toString();
    }

    /** Skips or fails, as {@link #path()} does, when one of these is missing. */
    static void requireAll(RequiredProgram... programs) {
        for (RequiredProgram program : programs) {
            program.path();
        }
    }

    /** The program in one of the folders of a search path. */
    Optional<Path> find(String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Ends the test. */
    void missing(boolean mustBeThere) {
        String reason = command + " is not on the PATH: install it with apt-get install --no-install-recommends "
                + debianPackage;
        if (mustBeThere) {
            fail(reason);
        }
        abort(reason);
    }
}
