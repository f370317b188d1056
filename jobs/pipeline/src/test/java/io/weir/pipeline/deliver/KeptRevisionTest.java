package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.Incident;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A kept revision is the revision, in whatever form it was kept. */
class KeptRevisionTest {
    private static final Incident REVISION = resolved("i1", 3);

    @Test
    void comesBackAsItWas() {
        byte[] kept = KeptRevision.of(REVISION);
        assertThat(KeptRevision.read(kept)).isEqualTo(REVISION);
        assertThat(kept).hasSizeLessThan(Wire.INCIDENT.write(REVISION).length);
    }

    @Test
    void whatAnEarlierVersionKeptIsRead() {
        assertThat(KeptRevision.read(Wire.INCIDENT.write(REVISION))).isEqualTo(REVISION);
    }

    @Test
    void whatIsNoneIsRefused() {
        byte[] cut = KeptRevision.of(REVISION);
        cut[7] ^= 0x55;
        for (byte[] broken : new byte[][] {cut, {9, 1, 2}, "{".getBytes(StandardCharsets.UTF_8)}) {
            assertThatThrownBy(() -> KeptRevision.read(broken))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an incident in state cannot be read");
        }
    }
}
