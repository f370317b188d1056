package io.weir.pipeline.deliver;

import io.weir.sink.Fence;
import io.weir.sink.TicketSink;
import java.io.Serializable;

/** Opens the ticket system on a task. */
@FunctionalInterface
public interface TicketSinks extends Serializable {
    /**
     * Opens it.
     *
     * @param calls how many calls there will be at once
     * @param fence closed: nothing may be sent
     */
    TicketSink open(int calls, Fence fence);
}
