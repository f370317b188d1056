package io.weir.pipeline.settings;

import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import java.io.Serializable;

/**
 * Everything the deliver job is told.
 *
 * @param kafka how to reach Kafka
 * @param engine how Flink runs the job; null means every default
 * @param glpi where tickets go
 * @param awx what runs playbooks; null for none, then every request is refused
 * @param tuning how calls are made; null means every default
 */
public record DeliverSettings(
        KafkaSettings kafka, EngineSettings engine, GlpiOptions glpi, AwxOptions awx, DeliverTuning tuning)
        implements Serializable {
    public DeliverSettings {
        Check.present("kafka", kafka);
        Check.present("glpi", glpi);
        engine = engine == null ? EngineSettings.of(null) : engine;
        tuning = tuning == null ? DeliverTuning.DEFAULT : tuning;
    }
}
