package io.weir.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkFilesTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    Path folder;

    /** A JobManager that read a file while it was written again began without high availability, on other ports. */
    @Test
    void whatIsRightIsNotWrittenAgain() throws IOException {
        Path config = write(9000).resolve("config.yaml");
        Files.setLastModifiedTime(config, LONG_AGO);
        write(9000);
        assertThat(Files.getLastModifiedTime(config)).isEqualTo(LONG_AGO);
        write(9001);
        assertThat(Files.readString(config)).contains("high-availability.jobmanager.port: '9001'");
    }

    @Test
    void logsAreJsonWhenAskedFor() throws IOException {
        assertThat(write(9000).resolve("log4j2.properties")).content().contains(" tenant=%X{tenant}");
        System.setProperty("weir.log", "json");
        try {
            assertThat(write(9000).resolve("log4j2.properties"))
                    .content()
                    .contains("\"tenant\":\"%enc{%X{tenant}}{JSON}\"");
        } finally {
            System.clearProperty("weir.log");
        }
    }

    private Path write(int rpcPort) throws IOException {
        ClusterPlan plan = new ClusterPlan(folder, 2, 4, 8081, 9092);
        return FlinkFiles.write(
                plan, new ClusterState("http://127.0.0.1:8081", "127.0.0.1:9092", rpcPort, 2181, Map.of(), List.of()));
    }
}
