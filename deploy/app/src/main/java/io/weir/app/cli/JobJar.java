package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar that Flink takes jobs from. */
final class JobJar {
    private JobJar() {}

    /** Beside the folder of the distribution's jars. */
    static Path path() {
        try {
            Path own = Path.of(JobJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = own.getParent().resolveSibling("job").resolve("weir-job.jar");
            if (!Files.exists(jar)) {
                throw new CommandFailure(ExitCode.FAILED, "there is no " + jar + ": build the distribution first");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
