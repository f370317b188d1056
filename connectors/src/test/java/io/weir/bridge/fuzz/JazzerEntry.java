package io.weir.bridge.fuzz;

/** Where Jazzer enters: the target that the property {@code weir.fuzz.target} names. */
public final class JazzerEntry {
    private static final FuzzTarget TARGET = FuzzTargets.all().stream()
            .filter(target -> target.name().equals(System.getProperty("weir.fuzz.target")))
            .findFirst()
            .orElseThrow();

    private JazzerEntry() {}

    /** Called by Jazzer with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.trial().accepts(input);
    }
}
