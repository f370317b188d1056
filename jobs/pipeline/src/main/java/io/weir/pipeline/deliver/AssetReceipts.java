package io.weir.pipeline.deliver;

import io.weir.schema.Receipt;

/** What is told about a machine's state. */
final class AssetReceipts {
    private AssetReceipts() {}

    /**
     * A receipt.
     *
     * @param assetId null when the machine is not known
     * @param reason null when the state says it all
     * @param now milliseconds since the epoch, wall clock
     */
    static Receipt of(String tenant, String downtimeId, String assetId, String state, String reason, long now) {
        return new Receipt(
                tenant,
                Receipt.Kind.ASSET,
                null,
                null,
                state,
                reason,
                null,
                null,
                null,
                null,
                null,
                null,
                downtimeId,
                now,
                null,
                null,
                null,
                assetId);
    }
}
