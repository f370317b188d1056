package io.weir.bridge.view;

import io.weir.schema.Receipt;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the downtimes that were projected elsewhere: the newest receipt of each, and at most so many. */
final class TenantSilences {
    private static final int MOST = 20_000;

    private record Name(String where, String downtimeId, String window) {}

    /** The one told of longest ago first. */
    private final Map<Name, Receipt> newest = new LinkedHashMap<>();

    synchronized void told(Receipt receipt) {
        Name name = new Name(receipt.channel(), receipt.downtimeId(), receipt.phase());
        Receipt held = newest.get(name);
        if (held != null && held.at() > receipt.at()) {
            return;
        }
        newest.remove(name);
        newest.put(name, receipt);
        if (newest.size() > MOST) {
            newest.remove(newest.keySet().iterator().next());
        }
    }

    synchronized Map<String, Map<String, Receipt>> at(String where) {
        Map<String, Map<String, Receipt>> receipts = new HashMap<>();
        newest.forEach((name, receipt) -> {
            if (where.equals(name.where)) {
                receipts.computeIfAbsent(name.downtimeId, id -> new HashMap<>()).put(name.window, receipt);
            }
        });
        return receipts;
    }
}
