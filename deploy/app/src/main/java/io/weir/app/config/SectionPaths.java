package io.weir.app.config;

import io.weir.schema.yaml.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads file names, relative to one folder. */
record SectionPaths(Path folder) {

    Optional<Path> at(Section section, String key) {
        return section.value(key, this::resolve, "write the path of a file or folder")
                .optional();
    }

    private Path resolve(String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("expected a path, found: " + text);
        }
    }
}
