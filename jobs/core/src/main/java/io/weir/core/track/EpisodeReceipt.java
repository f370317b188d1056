package io.weir.core.track;

import io.weir.schema.Alert;
import io.weir.schema.Receipt;

/** What people are told about an episode in a scheduled downtime. */
final class EpisodeReceipt {
    private EpisodeReceipt() {}

    static Receipt held(Alert alert, String downtimeId, long at) {
        return of(alert.tenant(), alert.fingerprint(), "held", null, downtimeId, at);
    }

    static Receipt released(TrackState state, String reason, long at) {
        return of(state.tenant(), state.fingerprint(), "released", reason, state.downtimeId(), at);
    }

    private static Receipt of(
            String tenant, String fingerprint, String state, String reason, String downtimeId, long at) {
        return new Receipt(
                tenant,
                Receipt.Kind.EPISODE,
                null,
                null,
                state,
                reason,
                null,
                null,
                null,
                null,
                null,
                fingerprint,
                downtimeId,
                at,
                null,
                null,
                null,
                null);
    }
}
