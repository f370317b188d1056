package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Control;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brakes and downtimes from a real Kafka. */
class ControlFeedTest {
    @TempDir
    private Path folder;

    private static Control brake(String tenant, boolean on) {
        return new Control(Control.Kind.BRAKE, tenant, on, null, "ada", "storm", 5L);
    }

    private static void send(TestKafka kafka, Control control) throws Exception {
        kafka.send(Topics.CONTROL, control.key(), Wire.CONTROL.write(control));
    }

    @Test
    void topicsThatAreMadeAnewAreReadFromTheirBeginning() throws Exception {
        try (TestKafka kafka = new TestKafka(folder)) {
            kafka.freshTopics(1);
            for (int i = 0; i < 5; i++) {
                send(kafka, brake("acme", i % 2 == 0));
            }
            try (ControlFeed feed = ControlFeed.open(KafkaSettings.of(kafka.bootstrap(), "weir-deliver"))) {
                await().until(() -> feed.readable() && feed.brake("acme") != null);
                kafka.freshTopics(1);
                send(kafka, brake("other", true));
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    boolean anew = feed.brake("other") != null;
                    assertThat(anew || feed.brake("acme") != null)
                            .as("what was known is obeyed until all is read")
                            .isTrue();
                    return anew && feed.readable();
                });
                assertThat(feed.brake("acme")).isNull();
            }
        }
    }

    @Test
    void readsToTheEndAndGoesOnReadingUntilKafkaIsGone() throws Exception {
        TestKafka kafka = new TestKafka(folder);
        try {
            kafka.freshTopics(1);
            send(kafka, brake("acme", true));
            send(kafka, new Control(Control.Kind.DELIVERER, null, null, "job-1", null, null, 6L));
            kafka.send(Topics.CONTROL, "brake|broken", "{".getBytes(StandardCharsets.UTF_8));
            Downtime downtime = new Downtime(
                    "dt-1",
                    1,
                    Downtime.Status.ACTIVE,
                    List.of("host=\"web1\""),
                    0L,
                    4_000_000_000_000L,
                    null,
                    "ada",
                    "new disks",
                    1L);
            Directive directive =
                    new Directive(Directive.Kind.DOWNTIME, "acme", "dt-1", null, null, downtime, null, null, "ada");
            kafka.send(Topics.DIRECTIVES, "acme|downtime|dt-1|1", Wire.DIRECTIVE.write(directive));
            try (ControlFeed feed = ControlFeed.open(KafkaSettings.of(kafka.bootstrap(), "weir-deliver"))) {
                await().until(feed::readable);
                assertThat(feed.brake("acme").by()).isEqualTo("ada");
                assertThat(feed.brake("other")).isNull();
                assertThat(feed.deliverer().owner()).isEqualTo("job-1");
                long now = System.currentTimeMillis() + 1000;
                assertThat(feed.downtime("acme", Map.of("host", "web1"), now).id())
                        .isEqualTo("dt-1");
                assertThat(feed.downtime("acme", Map.of("host", "web2"), now)).isNull();
                assertThat(feed.downtime("other", Map.of("host", "web1"), now)).isNull();

                send(kafka, brake("acme", false));
                await().until(() -> feed.brake("acme") == null);
                send(kafka, brake(null, true));
                await().until(() -> feed.brake("other") != null);
                assertThat(feed.readable()).isTrue();

                kafka.close();
                await().until(() -> !feed.readable());
                assertThat(feed.brake("other"))
                        .as("what was known is still obeyed")
                        .isNotNull();
            }
        } finally {
            kafka.close();
        }
    }
}
