package io.weir.schema.yaml;

import java.io.Serializable;

/**
 * One thing that is wrong in a document.
 *
 * @param path where, for example {@code grouping[2].match[0]}; {@code document} for the whole of it
 * @param message what was expected and what was found, with the line where it is known; never a secret's value
 * @param remedy what to do about it; empty when the message says it all
 */
public record Problem(String path, String message, String remedy) implements Serializable {

    /** One line for people: {@code path: message — remedy}. */
    @Override
    public String toString() {
        return path + ": " + message + (remedy.isEmpty() ? "" : " — " + remedy);
    }
}
