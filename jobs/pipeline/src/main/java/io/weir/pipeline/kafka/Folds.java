package io.weir.pipeline.kafka;

import io.weir.schema.Fold;
import io.weir.schema.Wire;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** Records among the alerts that stand for repeats which were not written one by one. */
final class Folds {
    static final OutputTag<Fold> TAG = new OutputTag<>("folds", TypeInformation.of(Fold.class));

    private Folds() {}

    /** Null when the record is none. */
    static Fold in(LogRecord raw) throws IOException {
        return raw.value() != null && Wire.isFold(raw.value()) ? Complete.fold(Wire.FOLD.read(raw.value())) : null;
    }
}
