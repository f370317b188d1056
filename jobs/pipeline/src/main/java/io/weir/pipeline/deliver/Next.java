package io.weir.pipeline.deliver;

import io.weir.sink.TicketOrder;

/** What to do for a ticket now. */
sealed interface Next {
    /** Hand this to the sink. */
    record Call(TicketOrder order) implements Next {}

    /** It resolved before it had a ticket, and gets none. */
    record Skip() implements Next {}

    /** It wants its turn. */
    record Queue() implements Next {}

    /** An intent has been written into the state: wait until it is in a completed checkpoint. */
    record Intend() implements Next {}

    /** The intent is not safe yet. */
    record AwaitCheckpoint() implements Next {}

    /** Nothing before {@code at}, milliseconds since the epoch. */
    record Wait(long at) implements Next {}

    /** Nothing until something comes in. */
    record Rest() implements Next {}
}
