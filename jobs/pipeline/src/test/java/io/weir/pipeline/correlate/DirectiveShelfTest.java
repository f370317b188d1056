package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Directive;
import io.weir.schema.Topology;
import io.weir.schema.Topology.Edge;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** A shelf comes back with all that lies on it, takes little room, and never changes. */
class DirectiveShelfTest {
    private static final DirectiveShelfSerializer SERIALIZER = new DirectiveShelfSerializer();
    private static final int MANY = 200;

    private static KeptDirective kept(int number) {
        Topology topology = new Topology(List.of(new Edge("web" + number, "db")));
        return KeptDirective.of(new DirectiveInput(
                new Directive(Directive.Kind.TOPOLOGY, "acme", "topology", null, null, null, topology, null, null),
                number));
    }

    private static DirectiveShelf full() {
        DirectiveShelf shelf = DirectiveShelf.EMPTY;
        for (int i = 0; i < MANY; i++) {
            shelf = shelf.with("acme|" + i, kept(i));
        }
        return shelf;
    }

    private static byte[] written(DirectiveShelf shelf) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        SERIALIZER.serialize(shelf, out);
        return out.getCopyOfBuffer();
    }

    private static DirectiveShelf read(byte[] bytes) throws IOException {
        return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
    }

    @Test
    void comesBackWithAllThatLiesOnIt() throws IOException {
        DirectiveShelf back = read(written(full()));
        assertThat(back.directives()).containsOnlyKeys(full().directives().keySet());
        for (int i = 0; i < MANY; i++) {
            KeptDirective one = back.directives().get("acme|" + i);
            assertThat(one.time()).isEqualTo(i);
            assertThat(one.input()).isEqualTo(kept(i).input());
        }
    }

    @Test
    void aClockLiesOnOneToo() throws IOException {
        DirectiveShelf clock = DirectiveShelf.EMPTY.with("~clock", KeptDirective.of(new DirectiveInput(null, 7)));
        assertThat(read(written(clock)).directives().get("~clock").input()).isEqualTo(new DirectiveInput(null, 7));
    }

    @Test
    void takesAFractionOfItsDocuments() throws IOException {
        int documents = full().directives().values().stream()
                .mapToInt(kept -> kept.json().length)
                .sum();
        assertThat(written(full()).length).isLessThan(documents / 4);
    }

    @Test
    void isWrittenAsItWasReadUntilItChanges() throws IOException {
        byte[] before = written(full());
        DirectiveShelf back = read(before);
        assertThat(written(back)).isEqualTo(before);
        assertThat(read(written(back.without("acme|7"))).directives())
                .hasSize(MANY - 1)
                .doesNotContainKey("acme|7");
        assertThat(read(written(back.with("acme|7", kept(9))))
                        .directives()
                        .get("acme|7")
                        .time())
                .isEqualTo(9);
        assertThat(written(back)).as("it never changes itself").isEqualTo(before);
    }

    @Test
    void whatIsBrokenIsRefused() throws IOException {
        byte[] whole = written(full());
        byte[] broken = whole.clone();
        // a match that begins before there is anything to match
        Arrays.fill(broken, 5, 20, (byte) 0x0f);
        byte[] ofTomorrow = written(full());
        ofTomorrow[0] = 9;
        for (byte[] bytes : List.of(broken, ofTomorrow, Arrays.copyOf(whole, whole.length - 1))) {
            assertThatThrownBy(() -> read(bytes).directives()).isInstanceOf(IOException.class);
        }
    }
}
