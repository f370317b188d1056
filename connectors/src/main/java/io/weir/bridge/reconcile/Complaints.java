package io.weir.bridge.reconcile;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what goes wrong when it begins, changes or ends, not at every poll. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

    private final Map<String, String> open = new HashMap<>();

    void failed(String what, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.equals(open.put(what, message))) {
            LOG.warn("{}: {}", what, message);
        }
    }

    void went(String what) {
        if (open.remove(what) != null) {
            LOG.info("{}: it answers again", what);
        }
    }
}
