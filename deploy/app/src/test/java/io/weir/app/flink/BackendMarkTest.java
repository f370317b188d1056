package io.weir.app.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
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
    void tellsWhoGoesOnWithWhatIsThere() throws Exception {
        assertThat(BackendMark.of(folder)).isEmpty();
        BackendMark.check(folder, "hashmap", false);
        assertThat(BackendMark.of(folder)).as("nothing to go on from").isEmpty();
        Path checkpoint = Files.createDirectories(folder.resolve("job").resolve("chk-1"));
        Files.createFile(checkpoint.resolve("_metadata"));
        assertThat(BackendMark.of(folder)).hasValue("hashmap");
        BackendMark.check(folder, "rocksdb", false);
        assertThat(BackendMark.of(folder)).hasValue("rocksdb");
        Files.delete(folder.resolve("state-backend"));
        assertThat(BackendMark.of(folder)).as("written before there were marks").hasValue("hashmap");
    }

    @Test
    void takesCheckpointsThatBearNoMark() {
        BackendMark.check(folder.resolve("unmarked"), "rocksdb", true);
        BackendMark.check(folder.resolve("unmarked"), "rocksdb", true);
    }
}
