package io.weir.sink;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a secret is to be found. It is read when it is needed, so a rotated file is picked up, and it never shows in
 * {@link #toString()}.
 *
 * @param kind how to read {@code value}
 * @param value the secret itself, the name of an environment variable, or the path of a file
 */
public record SecretRef(Kind kind, String value) implements Serializable {

    /** How a secret is referred to. */
    public enum Kind {
        /** The secret itself. */
        LITERAL,
        /** The name of an environment variable. */
        ENVIRONMENT,
        /** The path of a file; white space around its content is not part of the secret. */
        FILE
    }

    public SecretRef {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(value, "value");
    }

    /** The secret itself. */
    public static SecretRef literal(String secret) {
        return new SecretRef(Kind.LITERAL, secret);
    }

    /** The secret that an environment variable holds. */
    public static SecretRef environment(String variable) {
        return new SecretRef(Kind.ENVIRONMENT, variable);
    }

    /** The secret that a file holds. */
    public static SecretRef file(String path) {
        return new SecretRef(Kind.FILE, path);
    }

    /**
     * Reads the secret.
     *
     * @throws IllegalStateException when the environment variable is not set, or the secret is empty
     * @throws UncheckedIOException when the file cannot be read
     */
    public String resolve() {
        String secret = switch (kind) {
            case LITERAL -> value;
            case ENVIRONMENT -> System.getenv(value);
            case FILE -> read(Path.of(value));
        };
        if (secret == null || secret.isEmpty()) {
            throw new IllegalStateException("no secret in " + this);
        }
        return secret;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret in file " + file, e);
        }
    }

    /** Names the place, never the secret. */
    @Override
    public String toString() {
        return switch (kind) {
            case LITERAL -> "literal:***";
            case ENVIRONMENT -> "env:" + value;
            case FILE -> "file:" + value;
        };
    }
}
