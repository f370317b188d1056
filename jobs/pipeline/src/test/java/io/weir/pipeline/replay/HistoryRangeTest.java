package io.weir.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.pipeline.correlate.RecordedLog;
import io.weir.pipeline.kafka.HistoryRange;
import io.weir.pipeline.kafka.TestKafka;
import io.weir.pipeline.settings.KafkaHistory;
import io.weir.schema.Topics;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a replay can go is found out before it starts. */
class HistoryRangeTest {
    private static final History HISTORY = new History(RecordedLog.of(3));

    @Test
    void reachesAsFarAsEveryPartition(@TempDir Path folder) throws Exception {
        try (TestKafka kafka = new TestKafka(folder)) {
            kafka.freshTopics(History.PARTITIONS, false);
            KafkaHistory history = new KafkaHistory(kafka.bootstrap(), null, null, null, RecordedLog.START);
            assertThatThrownBy(() -> HistoryRange.resolve(history, Long.MAX_VALUE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing on the log");

            HISTORY.writeTo(kafka);
            HistoryRange all = HistoryRange.resolve(history, Long.MAX_VALUE);
            assertThat(all.toMs()).isEqualTo(HISTORY.end() / 1_000 * 1_000 - 1_000);
            assertThat(all.partitions()).isEqualTo(Map.of(Topics.ALERTS, History.PARTITIONS, Topics.DIRECTIVES, 1));
            assertThat(all.alertRecords()).isGreaterThan(HISTORY.entries().size());

            long middle = RecordedLog.START + 20 * 60_000;
            HistoryRange half = HistoryRange.resolve(history, middle);
            assertThat(half.toMs()).isEqualTo(middle);
            assertThat(half.alertRecords()).isPositive().isLessThan(all.alertRecords());
            HistoryRange rest =
                    HistoryRange.resolve(new KafkaHistory(kafka.bootstrap(), null, null, null, middle), Long.MAX_VALUE);
            assertThat(half.alertRecords() + rest.alertRecords())
                    .as("a second is read twice")
                    .isBetween(all.alertRecords(), all.alertRecords() + 50);

            KafkaHistory late = new KafkaHistory(kafka.bootstrap(), null, null, null, HISTORY.end());
            assertThatThrownBy(() -> HistoryRange.resolve(late, Long.MAX_VALUE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nothing to replay");
            assertThat(kafka.groups()).isEmpty();
        }
    }
}
