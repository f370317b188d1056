package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of an incident's life, and that people read the same one. */
class LifecycleTableTest {
    private static final Path ARCHITECTURE = Path.of("../../ARCHITECTURE.md");

    /** One line for each state and the reasons that lead on from it. */
    private static List<String> rendered() {
        List<String> lines = new ArrayList<>(List.of("| from | by | to |", "|---|---|---|"));
        for (Lifecycle from : Lifecycle.values()) {
            Map<Set<String>, List<String>> targets = new LinkedHashMap<>();
            for (Lifecycle to : Lifecycle.values()) {
                Set<String> reasons = Lifecycle.reasons(from, to);
                if (!reasons.isEmpty()) {
                    targets.computeIfAbsent(reasons, r -> new ArrayList<>()).add(to.word());
                }
            }
            targets.forEach((reasons, to) -> lines.add("| " + from.word() + " | `" + String.join("`, `", reasons)
                    + "` | " + String.join(", ", to) + " |"));
        }
        return lines;
    }

    @Test
    void theArchitectureShowsTheTableAsItIs() throws IOException {
        assertThat(Files.readString(ARCHITECTURE))
                .as("the table in ARCHITECTURE.md should read\n%s", String.join("\n", rendered()))
                .contains(String.join("\n", rendered()));
    }

    @Test
    void whatIsNotInTheTableIsRefused() {
        assertThat(Lifecycle.PENDING.next(Lifecycle.OPEN, "wait-over")).isEqualTo(Lifecycle.OPEN);
        assertThatThrownBy(() -> Lifecycle.PENDING.next(Lifecycle.OPEN, "all-recovered"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no transition from pending to open by all-recovered");
        assertThatThrownBy(() -> Lifecycle.CLOSED.next(Lifecycle.REOPENED, "fired-again"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Lifecycle.OPEN.next(Lifecycle.REOPENED, "fired-again"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyStateIsReachedAndOnlyClosedIsTheEnd() {
        for (Lifecycle state : Lifecycle.values()) {
            boolean reached = state == Lifecycle.PENDING;
            boolean goesOn = false;
            for (Lifecycle other : Lifecycle.values()) {
                reached |= !Lifecycle.reasons(other, state).isEmpty();
                goesOn |= !Lifecycle.reasons(state, other).isEmpty();
            }
            assertThat(reached).as(state.word()).isTrue();
            assertThat(goesOn).as(state.word()).isEqualTo(state != Lifecycle.CLOSED);
        }
    }
}
