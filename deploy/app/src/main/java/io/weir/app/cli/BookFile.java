package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.schema.rules.RuleBookParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A rule book that was named on the command line.
 *
 * @param name as it was named
 * @param yaml its text
 */
record BookFile(String name, String yaml) {
    /** Stands for the shipped book. */
    static final String SHIPPED = "default";

    /**
     * Reads it.
     *
     * @throws CommandFailure when the file cannot be read
     */
    static BookFile read(String name) {
        return new BookFile(name, name.equals(SHIPPED) ? RuleBookParser.defaultBookYaml() : text("FILE", name));
    }

    /**
     * The text of a file.
     *
     * @param parameter how the command line calls it
     * @throws CommandFailure when it cannot be read
     */
    static String text(String parameter, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, parameter + ": cannot read " + file + " as UTF-8 text: is it there?", e);
        }
    }
}
