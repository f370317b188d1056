package io.weir.pipeline.replay;

import io.weir.pipeline.settings.Check;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.KafkaHistory;
import io.weir.schema.Directive;
import io.weir.schema.Wire;
import io.weir.schema.rules.RuleBookParser;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Everything a replay is told. There is no place in it for a ticket system, a playbook runner, people's channels or a
 * writer to Kafka.
 *
 * @param files the log as files; null when it is read from Kafka
 * @param kafka the log on Kafka; null when it is read from files
 * @param toMs end of the replay, exclusive, milliseconds since the epoch: what is decided earlier is in the results, and
 *     nothing else; null for as far as the files reach, or without an end from Kafka
 * @param tenant whose alerts and directives count; those of others only tell the time; null for all
 * @param defaultRules YAML of the rule book for tenants that have none; null means the shipped one
 * @param replaceRules whether {@code defaultRules} hold for all tenants all the time, and the rule books on the log not
 * @param downtimes documents {@code weir.directive/1} of downtimes that are in force from the beginning, instead of all
 *     those on the log; null for those on the log
 * @param leadMs how long after its own record a directive takes effect at the earliest; null means 2 s
 * @param engine how Flink runs the job; null means every default
 * @param results folder for the results, a path or a URI that Flink knows: {@code incidents/part-….jsonl} and so on
 */
public record ReplaySettings(
        Files files,
        KafkaHistory kafka,
        Long toMs,
        String tenant,
        String defaultRules,
        boolean replaceRules,
        List<String> downtimes,
        Long leadMs,
        EngineSettings engine,
        String results)
        implements Serializable {
    private static final long DEFAULT_LEAD_MS = 2_000;

    /**
     * A log that was written to files. It ends where its files end: what is due then stays undone, so they end with
     * ticks, at least a second beyond {@code toMs}.
     *
     * @param alerts one file per partition of the alerts' topic
     * @param directives the directives' topic
     */
    public record Files(List<LogFile.Recorded> alerts, LogFile.Recorded directives) implements Serializable {
        public Files {
            Check.that(alerts != null && !alerts.isEmpty(), "files.alerts", "one file at least");
            Check.present("files.directives", directives);
            alerts = List.copyOf(alerts);
        }
    }

    public ReplaySettings {
        Check.that((files == null) != (kafka == null), "files", "either files or kafka");
        if (kafka != null && toMs != null) {
            Check.atLeast("toMs", toMs, kafka.fromMs() + 1);
        }
        defaultRules = defaultRules == null ? RuleBookParser.defaultBookYaml() : defaultRules;
        downtimes = downtimes == null ? null : List.copyOf(downtimes);
        if (downtimes != null) {
            downtimes.forEach(ReplaySettings::downtime);
        }
        leadMs = leadMs == null ? DEFAULT_LEAD_MS : leadMs;
        Check.atLeast("leadMs", leadMs, 0);
        engine = engine == null ? EngineSettings.of(null) : engine;
        Check.text("results", results);
    }

    /** A log in files as it was, to its end. */
    public static ReplaySettings of(Files files, String defaultRules, long leadMs, String results) {
        return new ReplaySettings(files, null, null, null, defaultRules, false, null, leadMs, null, results);
    }

    /** A log on Kafka as it was, up to an end that {@link io.weir.pipeline.kafka.HistoryRange} found reachable. */
    public static ReplaySettings of(KafkaHistory kafka, long toMs, String results) {
        return new ReplaySettings(null, kafka, toMs, null, null, false, null, null, null, results);
    }

    /** The same for one tenant; null for all. */
    public ReplaySettings withTenant(String only) {
        return new ReplaySettings(
                files, kafka, toMs, only, defaultRules, replaceRules, downtimes, leadMs, engine, results);
    }

    /** The same with another rule book for tenants that have none. */
    public ReplaySettings withDefaultRules(String book) {
        return new ReplaySettings(files, kafka, toMs, tenant, book, replaceRules, downtimes, leadMs, engine, results);
    }

    /** The same under one rule book for all tenants and all the time. */
    public ReplaySettings withRules(String book) {
        return new ReplaySettings(files, kafka, toMs, tenant, book, true, downtimes, leadMs, engine, results);
    }

    /** The same under other downtimes; null for those on the log. */
    public ReplaySettings withDowntimes(List<String> directives) {
        return new ReplaySettings(
                files, kafka, toMs, tenant, defaultRules, replaceRules, directives, leadMs, engine, results);
    }

    /** The same with another engine. */
    public ReplaySettings withEngine(EngineSettings other) {
        return new ReplaySettings(
                files, kafka, toMs, tenant, defaultRules, replaceRules, downtimes, leadMs, other, results);
    }

    /** The same with another folder for the results. */
    public ReplaySettings withResults(String folder) {
        return new ReplaySettings(
                files, kafka, toMs, tenant, defaultRules, replaceRules, downtimes, leadMs, engine, folder);
    }

    /** The same with another end. */
    public ReplaySettings withTo(long otherMs) {
        return new ReplaySettings(
                files, kafka, otherMs, tenant, defaultRules, replaceRules, downtimes, leadMs, engine, results);
    }

    /** The end, or never. */
    long endMs() {
        return toMs == null ? Long.MAX_VALUE : toMs;
    }

    /** Reads one of {@link #downtimes}. */
    static Directive downtime(String document) {
        try {
            Directive directive = Wire.DIRECTIVE.read(document.getBytes(StandardCharsets.UTF_8));
            Check.that(
                    directive.kind() == Directive.Kind.DOWNTIME && directive.downtime() != null,
                    "downtimes",
                    "directives of the kind downtime");
            return directive;
        } catch (IOException e) {
            throw new IllegalArgumentException("downtimes: " + e.getMessage(), e);
        }
    }
}
