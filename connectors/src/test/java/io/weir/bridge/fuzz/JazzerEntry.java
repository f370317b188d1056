package io.weir.bridge.fuzz;

/**
 * Where Jazzer enters: the target that the property {@code weir.fuzz.target} names. From the module's folder, with the
 * class path of its tests, jazzer and jazzer-api: {@code java -Dweir.fuzz.target=matcher -cp …
 * com.code_intelligence.jazzer.Jazzer --target_class=io.weir.bridge.fuzz.JazzerEntry
 * --instrumentation_includes=io.weir.** -max_total_time=300 FOLDER}.
 */
public final class JazzerEntry {
    private static final FuzzTarget TARGET = FuzzTargets.all().stream()
            .filter(target -> target.name().equals(System.getProperty("weir.fuzz.target")))
            .findFirst()
            .orElseThrow();

    private JazzerEntry() {}

    /** Called by Jazzer with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.trial().accept(input);
    }
}
