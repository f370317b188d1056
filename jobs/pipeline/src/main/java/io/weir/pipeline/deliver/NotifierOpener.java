package io.weir.pipeline.deliver;

import io.weir.sink.Fence;
import io.weir.sink.notify.Notifier;
import java.io.Serializable;

/** Opens the channels of all tenants on a task. */
@FunctionalInterface
public interface NotifierOpener extends Serializable {
    /**
     * Opens them.
     *
     * @param fence closed: nobody may be told
     */
    Notifier open(Fence fence);
}
