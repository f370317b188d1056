package io.weir.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar for Flink clusters has all that Flink does not bring, and nothing of what it brings. */
class JobJarIT {
    private static Set<String> entries;
    private static Path jar;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            jar = built.filter(file -> file.getFileName().toString().endsWith("-job.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            entries = file.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        }
    }

    @Test
    void hasTheJobsAndWhatTheyNeed() {
        assertThat(entries)
                .contains(
                        "io/weir/pipeline/CorrelateJob.class",
                        "io/weir/pipeline/DeliverJob.class",
                        "io/weir/pipeline/ReplayJob.class",
                        "io/weir/schema/Wire.class",
                        "io/weir/sink/glpi/GlpiSink.class",
                        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                        "org/apache/kafka/clients/producer/KafkaProducer.class",
                        "com/fasterxml/jackson/databind/ObjectMapper.class",
                        "okhttp3/OkHttpClient.class",
                        "com/google/re2j/Pattern.class",
                        "org/dmfs/rfc5545/recur/RecurrenceRule.class");
    }

    @Test
    void hasNothingOfFlinkItself() {
        assertThat(entries)
                .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/api/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/connector/base/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/connector/datagen/"))
                .noneMatch(name -> name.startsWith("org/rocksdb/"))
                .noneMatch(name -> name.startsWith("org/slf4j/"))
                .noneMatch(name -> name.startsWith("org/apache/logging/"));
    }

    @Test
    void hasNoSignaturesOfItsParts() throws IOException {
        assertThat(entries).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
        try (JarFile file = new JarFile(jar.toFile());
                InputStream manifest = file.getInputStream(file.getEntry("META-INF/MANIFEST.MF"))) {
            assertThat(new String(manifest.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Multi-Release: true");
        }
    }
}
