package io.weir.pipeline.deliver;

import io.weir.sink.Fence;
import io.weir.sink.PlaybookRunner;
import java.io.Serializable;

/** Opens the playbook runner on a task. */
@FunctionalInterface
public interface Runners extends Serializable {
    /**
     * Opens it.
     *
     * @param fence closed: nothing may be sent
     */
    PlaybookRunner open(Fence fence);
}
