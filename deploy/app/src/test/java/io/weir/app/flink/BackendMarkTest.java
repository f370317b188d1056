package io.weir.app.flink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of one backend are never given to another. */
class BackendMarkTest {
    @TempDir
    Path folder;

    @Test
    void refusesAnotherBackendOnlyWhereThereIsSomethingToGoOnFrom() {
        BackendMark.check(folder, "hashmap", false);
        BackendMark.check(folder, "hashmap", true);
        assertThatThrownBy(() -> BackendMark.check(folder, "rocksdb", true))
                .hasMessageStartingWith("flink.stateBackend: expected heap")
                .hasMessageContaining("found rocksdb");
        BackendMark.check(folder, "rocksdb", false);
        BackendMark.check(folder, "rocksdb", true);
    }

    @Test
    void takesCheckpointsThatBearNoMark() {
        BackendMark.check(folder.resolve("unmarked"), "rocksdb", true);
        BackendMark.check(folder.resolve("unmarked"), "rocksdb", true);
    }
}
