package io.weir.pipeline.correlate;

import io.weir.core.Route;
import io.weir.core.track.TrackState;
import io.weir.pipeline.types.AlertSerializer;
import io.weir.pipeline.types.Compact;
import io.weir.pipeline.types.CompactSerializer;
import io.weir.pipeline.types.CompactType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is kept of each alert: read and written once per alert, and there are a million of them. Instants are written as
 * distances to each other; which of the seldom parts there are is told by a byte of flags.
 */
public final class TrackEntrySerializer extends CompactSerializer<TrackEntry> {
    /** The type. */
    static final TypeInformation<TrackEntry> TYPE = new CompactType<>(TrackEntry.class, new TrackEntrySerializer());

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    private static final AlertSerializer ALERTS = new AlertSerializer();

    private static final int TRACK = 1;
    private static final int WAITING = 1 << 1;

    private static final int SHOWN = 1;
    private static final int FLAPPING = 1 << 1;
    private static final int ENDED_STALE = 1 << 2;
    private static final int HELD = 1 << 3;
    private static final int OVERTAKEN_KNOWN = 1 << 4;
    private static final int OVERTAKEN = 1 << 5;
    private static final int ROUTE = 1 << 6;

    @Override
    public void serialize(TrackEntry entry, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte((entry.track() != null ? TRACK : 0) | (entry.waiting() != null ? WAITING : 0));
        Compact.writeOptional(entry.wakeAt(), out);
        Compact.writeOptional(entry.timerAt(), out);
        if (entry.track() != null) {
            writeTrack(entry.track(), out);
        }
        if (entry.waiting() != null) {
            Compact.writeNumber(entry.waiting().size(), out);
            for (HeldAlert waiting : entry.waiting()) {
                ALERTS.serialize(waiting.alert(), out);
                Compact.writeNumber(waiting.at(), out);
            }
        }
    }

    @Override
    public TrackEntry deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("the state of an alert of version " + version);
        }
        int parts = in.readByte();
        Long wakeAt = Compact.readOptional(in);
        Long timerAt = Compact.readOptional(in);
        TrackState track = (parts & TRACK) == 0 ? null : readTrack(in);
        List<HeldAlert> waiting = null;
        if ((parts & WAITING) != 0) {
            waiting = new ArrayList<>();
            for (long left = Compact.readNumber(in); left > 0; left--) {
                waiting.add(new HeldAlert(ALERTS.deserialize(in), Compact.readNumber(in)));
            }
        }
        return new TrackEntry(track, wakeAt, timerAt, waiting);
    }

    private static void writeTrack(TrackState track, DataOutputView out) throws IOException {
        out.writeByte((track.shown() ? SHOWN : 0)
                | (track.flapping() ? FLAPPING : 0)
                | (track.endedStale() ? ENDED_STALE : 0)
                | (track.held() != null ? HELD : 0)
                | (track.overtaken() != null ? OVERTAKEN_KNOWN : 0)
                | (Boolean.TRUE.equals(track.overtaken()) ? OVERTAKEN : 0)
                | (track.route() != null ? ROUTE : 0));
        out.writeByte(codeOf(track.phase()));
        Compact.writeText(track.tenant(), out);
        Compact.writeText(track.fingerprint(), out);
        Compact.writeText(track.scopeKey(), out);
        Compact.writeText(track.downtimeId(), out);
        long changedAt = track.changedAt();
        Compact.writeNumber(changedAt, out);
        Compact.writeNumber(track.startsAt() - changedAt, out);
        Compact.writeNumber(track.shownStartsAt() - changedAt, out);
        Compact.writeNumber(track.staleAt() - changedAt, out);
        Compact.writeOptional(track.endsAt(), out);
        Compact.writeOptional(track.oldestStart(), out);
        Compact.writeNumber(track.starts().size(), out);
        for (long start : track.starts()) {
            Compact.writeNumber(start - changedAt, out);
        }
        if (track.held() != null) {
            ALERTS.serialize(track.held(), out);
        }
        if (track.route() != null) {
            Compact.writeText(track.route().identity(), out);
            Compact.writeText(track.route().domain(), out);
        }
    }

    private static TrackState readTrack(DataInputView in) throws IOException {
        int flags = in.readByte();
        TrackState.Phase phase = phaseOf(in.readByte());
        String tenant = Compact.readText(in);
        String fingerprint = Compact.readText(in);
        String scopeKey = Compact.readText(in);
        String downtimeId = Compact.readText(in);
        long changedAt = Compact.readNumber(in);
        long startsAt = changedAt + Compact.readNumber(in);
        long shownStartsAt = changedAt + Compact.readNumber(in);
        long staleAt = changedAt + Compact.readNumber(in);
        Long endsAt = Compact.readOptional(in);
        Long oldestStart = Compact.readOptional(in);
        int count = Math.toIntExact(Compact.readNumber(in));
        List<Long> starts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            starts.add(changedAt + Compact.readNumber(in));
        }
        return new TrackState(
                tenant,
                fingerprint,
                scopeKey,
                phase,
                (flags & SHOWN) != 0,
                (flags & FLAPPING) != 0,
                startsAt,
                endsAt,
                shownStartsAt,
                changedAt,
                staleAt,
                starts,
                (flags & HELD) == 0 ? null : ALERTS.deserialize(in),
                downtimeId,
                (flags & ENDED_STALE) != 0,
                oldestStart,
                (flags & OVERTAKEN_KNOWN) == 0 ? null : Boolean.valueOf((flags & OVERTAKEN) != 0),
                (flags & ROUTE) == 0 ? null : new Route(Compact.readText(in), Compact.readText(in)));
    }

    private static int codeOf(TrackState.Phase phase) {
        return switch (phase) {
            case FIRING -> 0;
            case HELD -> 1;
            case ENDED -> 2;
        };
    }

    private static TrackState.Phase phaseOf(byte code) throws IOException {
        return switch (code) {
            case 0 -> TrackState.Phase.FIRING;
            case 1 -> TrackState.Phase.HELD;
            case 2 -> TrackState.Phase.ENDED;
            default -> throw new IOException("an episode in phase " + code);
        };
    }

    @Override
    public TypeSerializerSnapshot<TrackEntry> snapshotConfiguration() {
        return new Snapshot();
    }

    /** There is nothing to configure; what changes is told by the version in each record. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrackEntry> {
        /** For Flink. */
        public Snapshot() {
            super(TrackEntrySerializer::new);
        }
    }
}
