package io.weir.pipeline.deliver;

import io.weir.sink.PlaybookRunner;
import java.io.Serializable;

/** Opens the playbook runner on a task. */
@FunctionalInterface
public interface Runners extends Serializable {
    /** Opens it. */
    PlaybookRunner open();
}
