package io.weir.pipeline.deliver;

import io.weir.sink.TicketGlimpse;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketSink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A ticket system that answers as told; without a word it does as it should. */
final class ScriptedTickets implements TicketSink {
    private final List<TicketOrder> orders = new ArrayList<>();
    private final List<TicketGlimpse> glimpses = new ArrayList<>();
    private final Deque<Supplier<TicketOutcome>> script = new ArrayDeque<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);
    private int begun;
    private int answered;
    private boolean closed;

    static TicketOutcome.Retry retry(boolean uncertain, long afterMs) {
        return new TicketOutcome.Retry("not-now", Duration.ofMillis(afterMs), uncertain, null, List.of());
    }

    /** The next answers. */
    synchronized void answer(TicketOutcome... outcomes) {
        for (TicketOutcome outcome : outcomes) {
            script.add(() -> outcome);
        }
    }

    /** From now on it does as it should. */
    synchronized void forgetScript() {
        script.clear();
    }

    /** The next look over the tickets shows this. */
    synchronized void changed(TicketGlimpse glimpse) {
        glimpses.add(glimpse);
    }

    @Override
    public synchronized void changed(Consumer<TicketGlimpse> told) {
        glimpses.forEach(told);
        glimpses.clear();
    }

    /** The next call breaks, against the contract. */
    synchronized void breakOnce() {
        script.add(() -> {
            throw new IllegalStateException("broken");
        });
    }

    /** Calls that begin from now on hang until {@link #release}. */
    void hold() {
        gate.drainPermits();
    }

    void release() {
        gate.release(1000);
    }

    synchronized List<TicketOrder> orders() {
        return List.copyOf(orders);
    }

    synchronized int begun() {
        return begun;
    }

    synchronized int answered() {
        return answered;
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public TicketOutcome apply(TicketOrder order) {
        synchronized (this) {
            begun++;
            orders.add(order);
        }
        gate.acquireUninterruptibly();
        synchronized (this) {
            answered++;
            return script.isEmpty() ? asItShould(order) : script.poll().get();
        }
    }

    private static TicketOutcome asItShould(TicketOrder order) {
        TicketOutcome.Action action = order.ticketId() == null
                ? TicketOutcome.Action.CREATED
                : switch (order.desired().status()) {
                    case OPEN -> TicketOutcome.Action.UPDATED;
                    case RESOLVED -> TicketOutcome.Action.SOLVED;
                };
        return new TicketOutcome.Done(
                "7",
                "http://glpi/7",
                action,
                order.notes().stream().map(TicketNote::id).toList(),
                null);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
