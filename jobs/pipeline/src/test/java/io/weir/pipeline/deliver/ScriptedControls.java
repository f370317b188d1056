package io.weir.pipeline.deliver;

import io.weir.core.directives.DowntimeWindow;
import io.weir.schema.Control;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import java.util.List;
import java.util.Map;

/** Brakes and downtimes that a test hands in. */
final class ScriptedControls implements ControlView {
    private final ControlMemory memory = new ControlMemory();
    private volatile boolean readable = true;

    void set(Control control) {
        memory.take(control.key(), control);
    }

    void readable(boolean now) {
        readable = now;
    }

    /** A downtime from the epoch until for ever. */
    void down(String tenant, String matcher) {
        Downtime downtime = new Downtime(
                "dt-1",
                1,
                Downtime.Status.ACTIVE,
                List.of(matcher),
                0L,
                4_000_000_000_000L,
                null,
                "ada",
                "new disks",
                1L);
        memory.take(
                new Directive(Directive.Kind.DOWNTIME, tenant, "dt-1", null, null, downtime, null, null, "ada"), 1L);
    }

    @Override
    public boolean readable() {
        return readable;
    }

    @Override
    public Control brake(String tenant) {
        return memory.brake(tenant);
    }

    @Override
    public Control deliverer() {
        return memory.deliverer();
    }

    @Override
    public DowntimeWindow downtime(String tenant, Map<String, String> labels, long at) {
        return memory.downtime(tenant, labels, at);
    }

    @Override
    public void close() {}
}
