package io.weir.pipeline.deliver;

import io.weir.core.directives.DirectiveBook;
import io.weir.core.directives.DowntimeWindow;
import io.weir.schema.Control;
import io.weir.schema.Directive;
import io.weir.schema.Topics;
import java.util.HashMap;
import java.util.Map;

/** The newest of each control record and the downtimes, from whatever hands them in. Nothing here is a lead ahead. */
final class ControlMemory {
    private final Map<String, Control> controls = new HashMap<>();
    private final DirectiveBook downtimes = new DirectiveBook(null, 0);

    /** Takes a control record; a null record takes the key back. */
    synchronized void take(String key, Control control) {
        if (control == null) {
            controls.remove(key);
        } else {
            controls.put(control.key(), control);
        }
    }

    /**
     * Takes a directive; only downtimes matter here.
     *
     * @param recordTime timestamp of its record
     * @throws IllegalArgumentException when it cannot be read
     */
    synchronized void take(Directive directive, long recordTime) {
        if (directive.kind() == Directive.Kind.DOWNTIME) {
            downtimes.apply(directive, recordTime);
        }
    }

    /** Forgets downtimes that are over. */
    synchronized void forget(long before) {
        downtimes.forget(before);
    }

    synchronized Control brake(String tenant) {
        Control everybody = controls.get("brake");
        if (on(everybody)) {
            return everybody;
        }
        Control own = controls.get(Topics.key("brake", tenant));
        return on(own) ? own : null;
    }

    synchronized Control deliverer() {
        return controls.get("deliverer");
    }

    synchronized DowntimeWindow downtime(String tenant, Map<String, String> labels, long at) {
        return labels == null ? null : downtimes.downtimeAt(tenant, labels, at);
    }

    private static boolean on(Control brake) {
        return brake != null && Boolean.TRUE.equals(brake.on());
    }
}
