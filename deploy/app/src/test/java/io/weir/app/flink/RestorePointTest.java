package io.weir.app.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void thereIsNoneAtTheFirstStart() {
        assertThat(RestorePoint.newest(folder.resolve("absent"))).isEmpty();
        assertThat(RestorePoint.newest(folder)).isEmpty();
    }

    @Test
    void takesTheNewestOfAllRuns() throws IOException {
        complete("run-b/chk-2", NOON);
        complete("run-a/chk-9", NOON.minusSeconds(60));
        assertThat(RestorePoint.newest(folder).orElseThrow().folder()).isEqualTo(folder.resolve("run-b/chk-2"));
    }

    @Test
    void takesASavepointThatIsNewer() throws IOException {
        complete("run-a/chk-9", NOON);
        complete("savepoint-1", NOON.plusSeconds(1));
        assertThat(RestorePoint.newest(folder).orElseThrow().folder()).isEqualTo(folder.resolve("savepoint-1"));
    }

    @Test
    void ignoresWhatAKillLeftUnfinished() throws IOException {
        complete("run-a/chk-8", NOON);
        Files.createDirectories(folder.resolve("run-a/chk-9"));
        Files.createDirectories(folder.resolve("run-a/shared"));
        assertThat(RestorePoint.newest(folder).orElseThrow().folder()).isEqualTo(folder.resolve("run-a/chk-8"));
    }

    @Test
    void ofTwoWithTheSameTimeTakesTheHigherNumber() throws IOException {
        complete("run-a/chk-10", NOON);
        complete("run-a/chk-9", NOON);
        assertThat(RestorePoint.newest(folder).orElseThrow().folder()).isEqualTo(folder.resolve("run-a/chk-10"));
    }

    private void complete(String name, Instant at) throws IOException {
        Path metadata = folder.resolve(name).resolve("_metadata");
        Files.createDirectories(metadata.getParent());
        Files.writeString(metadata, "x");
        Files.setLastModifiedTime(metadata, FileTime.from(at));
    }
}
