package io.weir.sink.glpi;

import java.time.Duration;

/** We may not see an item, or no item of its kind. */
final class ForbiddenException extends HaltException {
    private static final long serialVersionUID = 1L;

    ForbiddenException(String reason, Duration after) {
        super(reason, after, false, false, null);
    }
}
