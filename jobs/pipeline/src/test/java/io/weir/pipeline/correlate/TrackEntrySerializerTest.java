package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Route;
import io.weir.core.track.TrackState;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Whatever is kept of an alert comes back as it was. */
class TrackEntrySerializerTest {
    private static final int TRIES = 2_000;
    private static final Alert ALERT = new Alert(
            "acme", "am", "f", AlertStatus.FIRING, 1L, null, 2L, Map.of("a", "1"), Map.of(), null, "u", 3L, null);

    private final TrackEntrySerializer serializer = new TrackEntrySerializer();
    private final Random random = new Random(3);

    @Test
    void everyMixtureOfWhatThereIsAndIsNot() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            TrackEntry entry = new TrackEntry(
                    some(track()),
                    some(number()),
                    some(number()),
                    some(List.of(new HeldAlert(ALERT, number()), new HeldAlert(ALERT, number()))));
            assertThat(copy(entry)).isEqualTo(entry);
        }
    }

    private TrackState track() {
        TrackState.Phase[] phases = TrackState.Phase.values();
        return new TrackState(
                "acme",
                "0123456789abcdef",
                some("acme|scope"),
                phases[random.nextInt(phases.length)],
                random.nextBoolean(),
                random.nextBoolean(),
                number(),
                some(number()),
                number(),
                number(),
                number(),
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> number()).toList(),
                some(ALERT),
                some("downtime"),
                random.nextBoolean(),
                some(number()),
                some(random.nextBoolean()),
                some(new Route(some("identity"), some("domain"))));
    }

    private Long number() {
        return random.nextInt(8) == 0 ? random.nextLong() : 1_790_000_000_000L + random.nextInt();
    }

    private <T> T some(T value) {
        return random.nextBoolean() ? value : null;
    }

    private TrackEntry copy(TrackEntry entry) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(entry, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        TrackEntry read = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return read;
    }
}
