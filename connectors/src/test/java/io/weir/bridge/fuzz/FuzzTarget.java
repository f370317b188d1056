package io.weir.bridge.fuzz;

import java.util.List;
import java.util.stream.Stream;

/**
 * A parser of what comes from outside, and what holds for it whatever comes.
 *
 * @param name short and unique
 * @param trial parses bytes and checks the rest
 * @param good inputs to begin with that are accepted, of every form that the parser knows
 * @param others further inputs to begin with, such as recordings, of which some are refused
 */
public record FuzzTarget(String name, Trial trial, List<byte[]> good, List<byte[]> others) {
    /** What is done with each input. */
    @FunctionalInterface
    interface Trial {
        /** Whether the parser accepts it; throws when something does not hold. */
        boolean accepts(byte[] input);
    }

    /** One whose seeds are all accepted. */
    FuzzTarget(String name, Trial trial, List<byte[]> good) {
        this(name, trial, good, List.of());
    }

    /** All inputs to begin with. */
    List<byte[]> seeds() {
        return Stream.concat(good.stream(), others.stream()).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
