package io.weir.bridge.fuzz;

import java.util.List;
import java.util.function.Consumer;

/**
 * A parser of what comes from outside, and what holds for it whatever comes.
 *
 * @param name short and unique
 * @param trial parses the bytes and checks the rest; throws when something does not hold
 * @param seeds inputs to begin with, of every form that the parser knows
 */
public record FuzzTarget(String name, Consumer<byte[]> trial, List<byte[]> seeds) {
    @Override
    public String toString() {
        return name;
    }
}
