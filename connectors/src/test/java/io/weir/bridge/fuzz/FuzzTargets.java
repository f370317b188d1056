package io.weir.bridge.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** All parsers of what comes from outside. */
public final class FuzzTargets {
    private FuzzTargets() {}

    static List<FuzzTarget> all() {
        return Stream.of(
                        IntakeTargets.all(),
                        LetterTargets.all(),
                        RequestTargets.all(),
                        SettingTargets.all(),
                        WireTargets.all())
                .flatMap(List::stream)
                .toList();
    }
}
