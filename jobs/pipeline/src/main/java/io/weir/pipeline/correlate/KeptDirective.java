package io.weir.pipeline.correlate;

import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Directive;
import io.weir.schema.Wire;
import java.io.IOException;

/**
 * A directive as it is kept, or, without one, how far their topic was read. There may be a hundred thousand downtimes, and
 * all of them are written with each checkpoint: so each is rendered once. Immutable.
 */
final class KeptDirective {
    /** Null for none. */
    private final byte[] json;

    private final long time;
    /** Null until somebody asks. */
    private DirectiveInput read;

    private KeptDirective(byte[] json, long time, DirectiveInput read) {
        this.json = json;
        this.time = time;
        this.read = read;
    }

    /** What the topic said. */
    static KeptDirective of(DirectiveInput input) {
        Directive directive = input.directive();
        return new KeptDirective(directive == null ? null : Wire.DIRECTIVE.write(directive), input.time(), input);
    }

    /** What {@link #json} and {@link #time} gave. */
    static KeptDirective read(byte[] json, long time) {
        return new KeptDirective(json, time, null);
    }

    /** The directive as a document; null for none. Not to be changed. */
    byte[] json() {
        return json;
    }

    /** Timestamp of the Kafka record, milliseconds since the epoch. */
    long time() {
        return time;
    }

    /**
     * What the topic said.
     *
     * @throws IOException when an earlier version wrote it and this one cannot read it any more
     */
    DirectiveInput input() throws IOException {
        if (read == null) {
            read = new DirectiveInput(json == null ? null : Wire.DIRECTIVE.read(json), time);
        }
        return read;
    }
}
