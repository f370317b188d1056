package io.weir.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.EpisodeEvent;
import io.weir.core.admit.AdmitState;
import io.weir.core.decide.Count;
import io.weir.core.decide.TallyState;
import io.weir.core.inhibit.IdentityState;
import io.weir.core.inhibit.InhibitState;
import io.weir.core.remediate.RemediateState;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import io.weir.pipeline.deliver.ChannelState;
import io.weir.pipeline.deliver.NoteLine;
import io.weir.pipeline.deliver.NotificationInput;
import io.weir.pipeline.deliver.NotificationState;
import io.weir.pipeline.deliver.RemediationNews;
import io.weir.pipeline.deliver.RemediationState;
import io.weir.pipeline.deliver.TicketState;
import io.weir.pipeline.deliver.Verification;
import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.pipeline.kafka.LogRecord;
import io.weir.pipeline.kafka.PartitionTick;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
import io.weir.sink.notify.Notification;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that crosses a stream or lies in state has Flink's own serializer, at every depth. */
class StreamTypesTest {
    static Stream<Class<?>> types() {
        return Stream.of(
                Alert.class,
                Directive.class,
                Downtime.class,
                Incident.class,
                Member.class,
                Remediation.class,
                Receipt.class,
                DeadLetter.class,
                Decision.class,
                Tally.class,
                Count.class,
                EpisodeEvent.class,
                ScopeOutput.class,
                LogRecord.class,
                DecidedRevision.class,
                DirectiveInput.class,
                PartitionTick.class,
                RemediationNews.class,
                NoteLine.class,
                NotificationInput.class,
                NotificationState.class,
                ChannelState.class,
                Notification.class,
                Verification.class,
                TicketState.class,
                RemediationState.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void needsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ScopeState.class,
                AdmitState.class,
                TallyState.class,
                InhibitState.class,
                IdentityState.class,
                RemediateState.class
            })
    void stateNeedsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void nullsComeBackAsNulls(Class<?> type) throws Exception {
        Object empty = empty(type);
        assertThat(copy(empty, type)).isEqualTo(empty);
    }

    @Test
    void fullRecordsComeBackAsTheyWere() throws Exception {
        Incident incident = Samples.resolved("i1", 3);
        assertThat(copy(incident, Incident.class)).isEqualTo(incident);
        Alert alert = Samples.alert("web1");
        assertThat(copy(alert, Alert.class)).isEqualTo(alert);
    }

    @Test
    void theCheckItselfFindsKryo() {
        assertThatThrownBy(() -> PojoTestUtils.assertSerializedAsPojoWithoutKryo(NeedsKryo.class))
                .isInstanceOf(AssertionError.class);
    }

    /** A record with a type that Flink does not know. */
    public record NeedsKryo(java.util.UUID id) {}

    private static Object empty(Class<?> type) throws ReflectiveOperationException {
        Map<Class<?>, Object> zeros = Map.of(long.class, 0L, int.class, 0, boolean.class, false);
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
            values[i] = zeros.get(parameters[i]);
        }
        return type.getDeclaredConstructor(parameters).newInstance(values);
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(Object value, Class<T> type) throws Exception {
        TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize((T) value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
