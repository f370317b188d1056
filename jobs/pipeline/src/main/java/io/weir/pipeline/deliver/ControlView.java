package io.weir.pipeline.deliver;

import io.weir.core.directives.DowntimeWindow;
import io.weir.schema.Control;
import java.util.Map;

/** What executors obey at once: brakes, downtimes, and who may deliver. May be asked on any thread. */
interface ControlView extends AutoCloseable {
    /** Whether all of it is known as it was a few seconds ago at most. While it is not, nothing may be launched. */
    boolean readable();

    /** The brake that stops a tenant's launches, the one for everybody before the tenant's own; null when none is on. */
    Control brake(String tenant);

    /** Names the deliver job that may act outside; null when nobody has said so. */
    Control deliverer();

    /**
     * The downtime that holds an alert with these labels; null when none does.
     *
     * @param at milliseconds since the epoch
     */
    DowntimeWindow downtime(String tenant, Map<String, String> labels, long at);

    /** Ends the reading; does not throw. */
    @Override
    void close();
}
