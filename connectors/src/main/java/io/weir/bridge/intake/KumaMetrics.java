package io.weir.bridge.intake;

import io.weir.bridge.intake.PrometheusSamples.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an Uptime Kuma knows when it is asked ({@code GET /metrics}): its monitors that run. One that is paused, deleted,
 * or not checked since Kuma's start is not among them.
 *
 * @param monitors those that have a status
 * @param startedAt when Kuma's process began, seconds since the epoch; null when it does not say
 */
public record KumaMetrics(List<Monitor> monitors, Double startedAt) {
    private static final String STATUS = "monitor_status";
    private static final String STARTED = "process_start_time_seconds";

    /** What a monitor says. */
    public enum State {
        DOWN,
        UP,
        /** Maintenance, or failing but not yet down, or something that we do not know: says nothing. */
        UNDECIDED
    }

    /**
     * One monitor.
     *
     * @param id empty before Uptime Kuma 2.0
     * @param type such as {@code http}
     * @param instance what it watches, as the label {@code instance} of its alerts says it; may be empty
     * @param name which people may change
     * @param state as of its last check
     */
    public record Monitor(String id, String type, String instance, String name, State state) {}

    /** Copies the list. */
    public KumaMetrics {
        monitors = List.copyOf(monitors);
    }

    /**
     * Reads the answer.
     *
     * @throws IOException when it is no complete answer of an Uptime Kuma
     */
    public static KumaMetrics read(byte[] body) throws IOException {
        PrometheusSamples read = PrometheusSamples.read(new String(body, StandardCharsets.UTF_8));
        List<Monitor> monitors = new ArrayList<>();
        Double startedAt = null;
        for (Sample sample : read.samples()) {
            if (sample.name().equals(STATUS)) {
                monitors.add(monitor(sample));
            } else if (sample.name().equals(STARTED) && Double.isFinite(sample.value())) {
                startedAt = sample.value();
            }
        }
        if (monitors.isEmpty() && !read.families().contains(STATUS)) {
            throw new IOException("there is no " + STATUS + " in it");
        }
        return new KumaMetrics(monitors, startedAt);
    }

    private static Monitor monitor(Sample sample) {
        String type = label(sample, "monitor_type");
        String instance = KumaMonitor.instance(
                type, label(sample, "monitor_url"), label(sample, "monitor_hostname"), label(sample, "monitor_port"));
        return new Monitor(
                label(sample, "monitor_id"), type, instance, label(sample, "monitor_name"), state(sample.value()));
    }

    private static State state(double value) {
        return value == 0 ? State.DOWN : value == 1 ? State.UP : State.UNDECIDED;
    }

    /** Kuma writes {@code null} for what it has not. */
    private static String label(Sample sample, String name) {
        String value = Text.wellFormed(sample.labels().getOrDefault(name, "")).strip();
        return value.equals("null") ? "" : value;
    }
}
