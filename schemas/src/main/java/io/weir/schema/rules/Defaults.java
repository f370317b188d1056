package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What holds where a book is silent: the values that the default book documents. */
final class Defaults {
    static final String SEVERITY_LABEL = "severity";

    static final Duration GAP = Duration.ofSeconds(60);
    static final Duration MAX_SPAN = Duration.ofHours(1);
    static final Map<Severity, Duration> WAIT = Map.of(
            Severity.EMERGENCY, Duration.ZERO,
            Severity.CRITICAL, Duration.ofSeconds(5),
            Severity.WARNING, Duration.ofSeconds(15),
            Severity.INFO, Duration.ofSeconds(30));
    static final Duration UPDATE_EVERY = Duration.ofSeconds(30);
    static final Duration RESOLVE_QUIET = Duration.ofSeconds(30);
    static final Duration REOPEN_WITHIN = Duration.ofMinutes(30);

    static final int FLAPPING_TRANSITIONS = 4;
    static final Duration FLAPPING_WINDOW = Duration.ofMinutes(10);
    static final Duration FLAPPING_QUIET = Duration.ofMinutes(5);
    static final Duration STALE_AFTER = Duration.ofHours(24);

    static final Map<Severity, Priority> PRIORITY = Map.of(
            Severity.EMERGENCY, new Priority(5, 5),
            Severity.CRITICAL, new Priority(5, 4),
            Severity.WARNING, new Priority(3, 3),
            Severity.INFO, new Priority(2, 2));

    static final Duration MIN_AGE = Duration.ZERO;
    static final Duration COOLDOWN = Duration.ofMinutes(15);
    static final int MAX_ATTEMPTS = 2;
    static final Duration VERIFY_WITHIN = Duration.ofMinutes(5);
    static final Duration EXPIRES_AFTER = Duration.ofHours(24);

    static final int MEMBERS_LISTED = 100;
    static final int OPEN_INCIDENTS = 1_000;

    static final int MIN_ALERTS = 1;
    static final boolean SPLIT = true;
    static final int HOPS = 2;
    static final boolean LEARN = false;

    static final Duration LATE_JOIN = Duration.ofMinutes(2);

    static final boolean NOISE_ENABLED = true;
    static final int NOISE_STARTS = 8;
    static final Duration NOISE_OVER = Duration.ofHours(1);
    /** The words that are an emergency in the default book. */
    static final List<Matcher> NOISE_NEVER =
            List.of(Matcher.parse("severity=~\"(?i)(emergency|emerg|disaster|fatal|panic|p1)\""));

    private Defaults() {}
}
