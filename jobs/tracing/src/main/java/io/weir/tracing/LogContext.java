package io.weir.tracing;

import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * What log lines are about.
 *
 * @param tenant owner; null when unknown
 * @param incident id of the incident; null when there is none
 * @param trace id of the trace; null when none is recorded
 */
public record LogContext(String tenant, String incident, String trace) {
    /** Whose it is, in a log line. */
    public static final String TENANT = "tenant";
    /** Id of the incident, in a log line. */
    public static final String INCIDENT = "incident";
    /** Id of the trace, in a log line. */
    public static final String TRACE = "trace";

    /** All that this thread logs meanwhile is about it. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** All that this thread logs meanwhile is about it. */
    public <T> T call(Supplier<T> work) {
        LogContext before = new LogContext(MDC.get(TENANT), MDC.get(INCIDENT), MDC.get(TRACE));
        put();
        try {
            return work.get();
        } finally {
            before.put();
        }
    }

    private void put() {
        put(TENANT, tenant);
        put(INCIDENT, incident);
        put(TRACE, trace);
    }

    private static void put(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
