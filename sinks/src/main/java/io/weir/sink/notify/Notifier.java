package io.weir.sink.notify;

/** One channel, ready to be told. Safe for use by several threads. */
public interface Notifier extends AutoCloseable {

    /**
     * Tells it. Blocks, and never throws for what the other side does: that is in the outcome. The same notification told
     * again carries the same id, by which a receiver can recognise it.
     */
    NotifyOutcome tell(Notification notification);

    @Override
    void close();
}
