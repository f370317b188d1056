package io.weir.pipeline.deliver;

import io.weir.schema.Control;
import java.time.Instant;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Another deliver job works on the same Kafka by now; this one ends, and is not restarted. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class TakenOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakenOverException(Control by) {
        super("deliver job " + by.owner() + " took over at " + Instant.ofEpochMilli(by.at())
                + "; two must not work on one Kafka, so this one ends");
    }
}
