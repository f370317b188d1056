package io.weir.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JobMainTest {
    @Test
    void wrongSettingsStopTheStartWithTheirPath() {
        String settings = "{'kafka':{'bootstrap':'k:1','consumerGroup':'g','transactionalIdPrefix':'t','topic':'x'}}";
        assertThatThrownBy(() -> CorrelateJob.main(new String[] {"--settings", settings.replace('\'', '"')}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kafka.topic: not known");
        assertThatThrownBy(() -> DeliverJob.main(new String[] {"--settings", "{}"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a value");
        assertThatThrownBy(() -> DeliverJob.main(new String[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--settings JSON");
    }
}
