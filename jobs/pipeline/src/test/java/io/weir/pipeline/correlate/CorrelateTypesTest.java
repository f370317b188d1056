package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.EpisodeEvent;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import io.weir.pipeline.Samples;
import io.weir.pipeline.types.PojoTypes;
import io.weir.schema.Incident;
import io.weir.schema.Wire;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The types that are put together by hand: without Kryo, and nothing is lost on the way. */
class CorrelateTypesTest {
    @Test
    void revisionsComeBackAsTheyWere() throws Exception {
        Incident incident = Samples.resolved("i1", 3);
        Incident arrived = copy(incident, CorrelateTypes.INCIDENT);
        assertThat(Wire.INCIDENT.write(arrived)).isEqualTo(Wire.INCIDENT.write(incident));
        assertThat(Wire.INCIDENT.write(copy(arrived, CorrelateTypes.INCIDENT)))
                .isEqualTo(Wire.INCIDENT.write(incident));
        assertThat(arrived).isEqualTo(incident);
        ScopeOutput output = ScopeOutput.of(incident, 7);
        assertThat(copy(output, CorrelateTypes.SCOPE_OUTPUT)).isEqualTo(output);
    }

    @Test
    void whatIsAbsentComesBackAsAbsent() throws Exception {
        EpisodeEvent event = EpisodeEvent.moved(1, "acme", "scope", "f", 2, null);
        assertThat(copy(event, CorrelateTypes.EPISODE_EVENT)).isEqualTo(event);
        ScopeState empty = copy(new ScopeState(), CorrelateTypes.SCOPE_STATE);
        assertThat(empty.incidents).isEmpty();
        assertThat(empty.memory).isNull();
    }

    @Test
    void aFieldThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> PojoTypes.with(ScopeState.class, Map.of("parks", Types.STRING)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parks");
        assertThatThrownBy(() -> PojoTypes.with(UUID.class, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> T copy(T value, TypeInformation<T> type) throws Exception {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<T> serializer = type.createSerializer(config);
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
