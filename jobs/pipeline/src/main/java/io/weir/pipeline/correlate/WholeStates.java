package io.weir.pipeline.correlate;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.state.ValueState;

/** One value per state. */
final class WholeStates<S> implements StateShelf<S> {
    private final ValueState<S> stored;
    private final UnaryOperator<S> copyOf;

    /** In {@code stored}; {@code copyOf} gives a state that goes on by itself. */
    WholeStates(ValueState<S> stored, UnaryOperator<S> copyOf) {
        this.stored = stored;
        this.copyOf = copyOf;
    }

    @Override
    public S read() throws IOException {
        S found = stored.value();
        return found == null ? null : copyOf.apply(found);
    }

    @Override
    public void write(S state) throws IOException {
        stored.update(copyOf.apply(state));
    }

    @Override
    public void clear() {
        stored.clear();
    }
}
