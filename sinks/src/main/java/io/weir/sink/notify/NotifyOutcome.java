package io.weir.sink.notify;

import java.time.Duration;
import java.util.List;

/** How telling a channel ended. Details are for people and never hold a secret. */
public sealed interface NotifyOutcome {

    /**
     * The other side took it.
     *
     * @param remark what was not as it should be, for example an address that was refused; null when all was
     */
    record Sent(String remark) implements NotifyOutcome {}

    /**
     * Not now; tell it again.
     *
     * @param reason a stable word
     * @param detail null when there is no more to say
     * @param after not earlier
     * @param uncertain whether it may have been taken all the same
     * @param partly what is left of it; null when it was taken for nobody
     */
    record Retry(String reason, String detail, Duration after, boolean uncertain, Partly partly)
            implements NotifyOutcome {
        /** Taken for nobody. */
        public Retry(String reason, String detail, Duration after, boolean uncertain) {
            this(reason, detail, after, uncertain, null);
        }
    }

    /**
     * A message that was taken for some.
     *
     * @param onlyTo who is still to get it
     * @param remark who will not get it, and why; null when nobody
     */
    record Partly(List<String> onlyTo, String remark) {
        public Partly {
            onlyTo = List.copyOf(onlyTo);
        }
    }

    /**
     * It will not work like this, ever.
     *
     * @param reason a stable word
     * @param detail null when there is no more to say
     */
    record Failed(String reason, String detail) implements NotifyOutcome {}
}
