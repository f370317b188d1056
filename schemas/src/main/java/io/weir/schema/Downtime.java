package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One scheduled downtime: alerts that match all matchers and begin inside the window are held. The window includes its
 * start and excludes its end. Times are milliseconds since the epoch.
 *
 * @param id chosen by the bridge, unique in the tenant
 * @param revision rising with each change
 * @param status active, or cancelled before its end
 * @param matchers in Alertmanager's notation ({@code name="v"}, {@code !=}, {@code =~}, {@code !~}), all must match
 * @param from first instant of the window; of the first one when it repeats
 * @param to first instant after the window; after the last one when it repeats, far away when it repeats for ever
 * @param recurrence how it repeats; null when it is one window
 * @param author who asked for it
 * @param comment why
 * @param createdAt when it was first accepted
 */
public record Downtime(
        @Required String id,
        @Required long revision,
        @Required Status status,
        @Required List<String> matchers,
        @Required @EpochMillis Long from,
        @Required @EpochMillis Long to,
        Recurrence recurrence,
        String author,
        String comment,
        @EpochMillis Long createdAt) {

    /** Whether it still counts. */
    public enum Status {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("cancelled")
        CANCELLED
    }
}
