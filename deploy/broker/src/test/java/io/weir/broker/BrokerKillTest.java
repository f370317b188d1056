package io.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerKillTest {
    @TempDir
    Path folder;

    @Test
    void keepsWhatItAcknowledgedBeforeAKill() throws IOException, InterruptedException {
        List<String> acknowledged =
                IntStream.range(0, 5_000).mapToObj(String::valueOf).toList();
        String clusterId;
        try (BrokerProcess child = BrokerProcess.start(folder)) {
            KafkaProbe probe = new KafkaProbe(child.firstLine());
            clusterId = probe.clusterId();
            probe.createTopic("t");
            probe.produce("t", acknowledged);
            child.kill();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            KafkaProbe probe = new KafkaProbe(broker.bootstrap());
            assertThat(probe.readAll("t")).containsExactlyElementsOf(acknowledged);
            probe.produce("t", List.of("after the kill"));
            assertThat(probe.readAll("t")).hasSize(5_001).endsWith("after the kill");
            assertThat(probe.clusterId()).isEqualTo(clusterId);
        }
    }

    @Test
    void refusesASecondProcessOnItsFolder() throws IOException, InterruptedException {
        try (BrokerProcess first = BrokerProcess.start(folder);
                BrokerProcess second = BrokerProcess.start(folder)) {
            assertThat(first.firstLine()).startsWith("127.0.0.1:");
            assertThat(second.firstLine())
                    .isEqualTo("the folder " + folder
                            + " is in use by another process; stop that one, or choose another folder");
            assertThat(second.exitCode()).isEqualTo(1);
            KafkaProbe probe = new KafkaProbe(first.firstLine());
            probe.createTopic("t");
            probe.produce("t", List.of("the first one still works"));
            assertThat(probe.readAll("t")).hasSize(1);
        }
    }
}
