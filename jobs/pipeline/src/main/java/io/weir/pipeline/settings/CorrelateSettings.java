package io.weir.pipeline.settings;

import java.io.Serializable;

/**
 * Everything the correlate job is told. Times are milliseconds.
 *
 * @param kafka how to reach Kafka
 * @param engine how Flink runs the job; null means every default
 * @param directiveLeadMs how long after its own record time a directive takes effect at the earliest; null means 2 s
 * @param tickEveryMs how often the job itself writes a clock tick into every partition, so that time goes on when no
 *     bridge runs; 0 for never (a replay); null means 5 s
 * @param idleAfterMs a partition without any record for so long no longer holds time back: a net only, the ticks keep
 *     partitions busy; null means 5 minutes
 * @param defaultRules rule book (YAML) for tenants that have none; null means the shipped one
 */
public record CorrelateSettings(
        KafkaSettings kafka,
        EngineSettings engine,
        Long directiveLeadMs,
        Long tickEveryMs,
        Long idleAfterMs,
        String defaultRules)
        implements Serializable {
    public CorrelateSettings {
        Check.present("kafka", kafka);
        engine = engine == null ? EngineSettings.of(null) : engine;
        directiveLeadMs = directiveLeadMs == null ? 2000 : directiveLeadMs;
        tickEveryMs = tickEveryMs == null ? 5000 : tickEveryMs;
        idleAfterMs = idleAfterMs == null ? 5 * 60_000L : idleAfterMs;
        Check.atLeast("directiveLeadMs", directiveLeadMs, 0);
        Check.atLeast("tickEveryMs", tickEveryMs, 0);
        Check.atLeast("idleAfterMs", idleAfterMs, 1000);
    }

    /** With every default but these. */
    public static CorrelateSettings of(KafkaSettings kafka, EngineSettings engine, String defaultRules) {
        return new CorrelateSettings(kafka, engine, null, null, null, defaultRules);
    }

    /** The same with another time between own ticks. */
    public CorrelateSettings withTickEvery(long millis) {
        return new CorrelateSettings(kafka, engine, directiveLeadMs, millis, idleAfterMs, defaultRules);
    }

    /** The same with another lead of directives. */
    public CorrelateSettings withDirectiveLead(long millis) {
        return new CorrelateSettings(kafka, engine, millis, tickEveryMs, idleAfterMs, defaultRules);
    }
}
