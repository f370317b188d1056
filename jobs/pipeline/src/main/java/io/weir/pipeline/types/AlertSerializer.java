package io.weir.pipeline.types;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Alerts: each goes through a shuffle, and some wait in state. */
public final class AlertSerializer extends CompactSerializer<Alert> {
    private static final long serialVersionUID = 1L;
    /** As they were once; some may wait in a state. */
    private static final int WITHOUT_LENGTHS = 1;

    private static final int WITHOUT_LENGTHS_TRACED = 2;
    /** Labels and annotations had their lengths in front. */
    private static final int WITH_LENGTHS = 3;

    private static final int WITH_LENGTHS_TRACED = 4;
    /** Labels, annotations and the rest have their lengths in front, all three. */
    private static final int VERSION = 5;

    private static final int LIKELY_BYTES = 1024;

    /** What is written goes on at once; each part by itself would be asked for its room in the network's buffer. */
    private static final ThreadLocal<DataOutputSerializer> BODY =
            ThreadLocal.withInitial(() -> new DataOutputSerializer(LIKELY_BYTES));

    @Override
    public void serialize(Alert alert, DataOutputView out) throws IOException {
        DataOutputSerializer body = BODY.get();
        body.clear();
        Compact.writeTexts(alert.labels(), body);
        int labels = body.length();
        Compact.writeTexts(alert.annotations(), body);
        int texts = body.length();
        body.writeBoolean(alert.status() == AlertStatus.FIRING);
        Compact.writeText(alert.tenant(), body);
        Compact.writeText(alert.source(), body);
        Compact.writeText(alert.fingerprint(), body);
        Compact.writeNumber(alert.receivedAt(), body);
        Compact.writeOptional(alert.startsAt(), body);
        Compact.writeOptional(alert.endsAt(), body);
        Compact.writeOptional(alert.expiresAt(), body);
        Compact.writeText(alert.generatorUrl(), body);
        Compact.writeText(alert.sourceUrl(), body);
        Compact.writeText(alert.observation(), body);
        Compact.writeText(alert.trace(), body);
        out.writeByte(VERSION);
        Compact.writeNumber(labels, out);
        Compact.writeNumber(texts - labels, out);
        Compact.writeNumber(body.length() - texts, out);
        out.write(body.getSharedBuffer(), 0, body.length());
    }

    @Override
    public Alert deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version < WITHOUT_LENGTHS || version > VERSION) {
            throw new IOException("an alert of version " + version);
        }
        if (version < VERSION) {
            return read(version, null, null, in);
        }
        int labels = Math.toIntExact(Compact.readNumber(in));
        int annotations = Math.toIntExact(Compact.readNumber(in));
        int rest = Math.toIntExact(Compact.readNumber(in));
        byte[] body = new byte[labels + annotations + rest];
        in.readFully(body);
        return read(
                version,
                new UnreadTexts(body, 0, labels),
                new UnreadTexts(body, labels, annotations),
                new DataInputDeserializer(body, labels + annotations, rest));
    }

    /** {@code labels} and {@code annotations} are null where they stand among the rest. */
    private static Alert read(int version, UnreadTexts labels, UnreadTexts annotations, DataInputView in)
            throws IOException {
        boolean traced = version == VERSION || version == WITHOUT_LENGTHS_TRACED || version == WITH_LENGTHS_TRACED;
        AlertStatus status = in.readBoolean() ? AlertStatus.FIRING : AlertStatus.RESOLVED;
        String tenant = Compact.readText(in);
        String source = Compact.readText(in);
        String fingerprint = Compact.readText(in);
        long receivedAt = Compact.readNumber(in);
        return new Alert(
                tenant,
                source,
                fingerprint,
                status,
                Compact.readOptional(in),
                Compact.readOptional(in),
                Compact.readOptional(in),
                labels == null ? olderTexts(version, in) : labels,
                annotations == null ? olderTexts(version, in) : annotations,
                Compact.readText(in),
                Compact.readText(in),
                receivedAt,
                Compact.readText(in),
                traced ? Compact.readText(in) : null);
    }

    private static Map<String, String> olderTexts(int version, DataInputView in) throws IOException {
        if (version >= WITH_LENGTHS) {
            Compact.readNumber(in);
        }
        return Compact.readTexts(in);
    }

    @Override
    public TypeSerializerSnapshot<Alert> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure; what changes is told by the version in each record. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Alert> {
        /** For Flink. */
        public Snapshot() {
            super(AlertSerializer::new);
        }
    }
}
