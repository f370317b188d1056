package io.weir.pipeline.types;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Alerts: each goes through a shuffle, and some wait in state. */
public final class AlertSerializer extends CompactSerializer<Alert> {
    private static final long serialVersionUID = 1L;
    /** As they were once; some may wait in a state. */
    private static final int WITHOUT_LENGTHS = 1;

    private static final int WITHOUT_LENGTHS_TRACED = 2;
    /** Labels and annotations have their lengths in front. */
    private static final int VERSION = 3;
    /** The same, and behind it where the alert is in a trace. */
    private static final int TRACED = 4;

    @Override
    public void serialize(Alert alert, DataOutputView out) throws IOException {
        out.writeByte(alert.trace() == null ? VERSION : TRACED);
        out.writeBoolean(alert.status() == AlertStatus.FIRING);
        Compact.writeText(alert.tenant(), out);
        Compact.writeText(alert.source(), out);
        Compact.writeText(alert.fingerprint(), out);
        Compact.writeNumber(alert.receivedAt(), out);
        Compact.writeOptional(alert.startsAt(), out);
        Compact.writeOptional(alert.endsAt(), out);
        Compact.writeOptional(alert.expiresAt(), out);
        Compact.writeTextsToBeRead(alert.labels(), out);
        Compact.writeTextsToBeRead(alert.annotations(), out);
        Compact.writeText(alert.generatorUrl(), out);
        Compact.writeText(alert.sourceUrl(), out);
        Compact.writeText(alert.observation(), out);
        if (alert.trace() != null) {
            Compact.writeText(alert.trace(), out);
        }
    }

    @Override
    public Alert deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version < WITHOUT_LENGTHS || version > TRACED) {
            throw new IOException("an alert of version " + version);
        }
        boolean later = version >= VERSION;
        boolean traced = version == TRACED || version == WITHOUT_LENGTHS_TRACED;
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
                later ? Compact.readTextsLater(in) : Compact.readTexts(in),
                later ? Compact.readTextsLater(in) : Compact.readTexts(in),
                Compact.readText(in),
                Compact.readText(in),
                receivedAt,
                Compact.readText(in),
                traced ? Compact.readText(in) : null);
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
