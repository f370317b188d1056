package io.weir.bridge.view;

import io.weir.schema.Receipt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was done outside for a downtime. Immutable: each method gives the next state.
 *
 * @param assets newest receipt of each asset whose status was to change, by its id there, or by the complaint when it is
 *     not known there; the last 100 to change
 * @param silences newest receipt of the silence for each window in each Alertmanager; the last 100 to change
 */
record DowntimeEffects(Map<String, Receipt> assets, Map<String, Receipt> silences) {
    private static final int MOST = 100;
    static final DowntimeEffects NONE = new DowntimeEffects(Map.of(), Map.of());

    /** Effects by downtime, the last {@code capacity} of which something was heard for the first time. */
    static Map<String, DowntimeEffects> boundedMap(int capacity) {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, DowntimeEffects> eldest) {
                return size() > capacity;
            }
        });
    }

    /** With a receipt about an asset or a silence. */
    DowntimeEffects with(Receipt receipt) {
        return receipt.kind() == Receipt.Kind.ASSET
                ? new DowntimeEffects(with(assets, asset(receipt), receipt), silences)
                : new DowntimeEffects(assets, with(silences, silence(receipt), receipt));
    }

    private static String asset(Receipt receipt) {
        return receipt.externalId() != null ? receipt.externalId() : "? " + receipt.reason();
    }

    /** A silence that is changed gets another id: what stays is where it is and the window it is for. */
    private static String silence(Receipt receipt) {
        return receipt.phase() != null ? receipt.channel() + " " + receipt.phase() : asset(receipt);
    }

    private static Map<String, Receipt> with(Map<String, Receipt> before, String id, Receipt receipt) {
        Map<String, Receipt> next = new LinkedHashMap<>(before);
        next.remove(id);
        next.put(id, receipt);
        if (next.size() > MOST) {
            next.remove(next.keySet().iterator().next());
        }
        return next;
    }
}
