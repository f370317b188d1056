package io.weir.app.compare;

import java.nio.file.Path;

/**
 * One of two runs that are compared.
 *
 * @param name of its rule book, for people
 * @param folder that {@link RunFolder#write} wrote
 * @param figures of it
 */
public record Run(String name, Path folder, Figures figures) {
    Run with(Figures others) {
        return new Run(name, folder, others);
    }
}
