package io.weir.pipeline.kafka;

import io.weir.schema.Wire;
import java.io.Serializable;

/** Names a format in a function that travels to a task; the formats themselves do not travel. */
@FunctionalInterface
interface WireRef<T> extends Serializable {
    Wire<T> wire();
}
