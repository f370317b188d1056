package io.weir.pipeline.deliver;

import io.weir.sink.notify.Notifier;
import java.io.Serializable;

/** Opens the channels of all tenants on a task. */
@FunctionalInterface
public interface NotifierOpener extends Serializable {
    /** Opens them. */
    Notifier open();
}
