package io.weir.pipeline.deliver;

import java.io.Serializable;

/** Opens the view of what executors obey at once, on a task. */
@FunctionalInterface
interface Controls extends Serializable {
    /** Opens it. */
    ControlView open();
}
