package io.weir.broker;

import java.nio.file.Path;

/** Somebody else works in the folder. The message is meant for people. */
public final class FolderInUseException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder) {
        super("the folder " + folder.toAbsolutePath().normalize()
                + " is in use by another process; stop that one, or choose another folder");
    }
}
