package io.weir.pipeline.settings;

import io.weir.sink.awx.AwxOptions;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.notify.NotificationOptions;
import java.io.Serializable;

/**
 * Everything the deliver job is told.
 *
 * @param kafka how to reach Kafka
 * @param engine how Flink runs the job; null means every default
 * @param glpi where tickets go
 * @param awx what runs playbooks; null for none, then every request is refused
 * @param tuning how calls are made; null means every default
 * @param notifications whom to tell of incidents; null for nobody
 * @param tracing where spans go; null for none
 */
public record DeliverSettings(
        KafkaSettings kafka,
        EngineSettings engine,
        GlpiOptions glpi,
        AwxOptions awx,
        DeliverTuning tuning,
        NotificationOptions notifications,
        TracingSettings tracing)
        implements Serializable {
    /** With nobody to tell. */
    public DeliverSettings(
            KafkaSettings kafka, EngineSettings engine, GlpiOptions glpi, AwxOptions awx, DeliverTuning tuning) {
        this(kafka, engine, glpi, awx, tuning, null, null);
    }

    public DeliverSettings {
        Check.present("kafka", kafka);
        Check.present("glpi", glpi);
        engine = engine == null ? EngineSettings.of(null) : engine;
        tuning = tuning == null ? DeliverTuning.DEFAULT : tuning;
        Check.that(
                tuning.leaseMs() == 0 || tuning.leaseMs() >= 3 * engine.checkpointEveryMs(),
                "tuning.leaseMs",
                "at least three times engine.checkpointEveryMs, or 0 for no lease");
    }

    /** The same with other people to tell. */
    public DeliverSettings withNotifications(NotificationOptions other) {
        return new DeliverSettings(kafka, engine, glpi, awx, tuning, other, tracing);
    }

    /** The same with spans, null for none. */
    public DeliverSettings withTracing(TracingSettings other) {
        return new DeliverSettings(kafka, engine, glpi, awx, tuning, notifications, other);
    }
}
