package io.weir.pipeline.replay;

import java.nio.file.Path;
import java.util.List;

/**
 * What a replay reads, and where it writes.
 *
 * @param alerts one file per partition of the alerts' topic
 * @param directives the directives' topic
 * @param defaultRules YAML of the rule book for tenants that have none
 * @param leadMs how long after its own record a directive takes effect at the earliest
 * @param results folder for {@code incidents-N.jsonl} and the others; must exist
 */
public record ReplaySettings(
        List<LogFile.Recorded> alerts, LogFile.Recorded directives, String defaultRules, long leadMs, Path results) {}
