package io.weir.pipeline.deliver;

import io.weir.sink.notify.Notification;
import io.weir.sink.notify.Notifier;
import io.weir.sink.notify.NotifyOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Channels that answer as told; without a word they take everything. */
final class ScriptedNotifier implements Notifier {
    private final List<Notification> begun = new ArrayList<>();
    private final List<Notification> taken = new ArrayList<>();
    private final Deque<NotifyOutcome> script = new ArrayDeque<>();
    private final Set<String> down = new HashSet<>();
    private final Semaphore gate = new Semaphore(0);
    private String held;
    private int answered;

    static NotifyOutcome.Retry unsure() {
        return new NotifyOutcome.Retry("no-answer", null, Duration.ZERO, true);
    }

    static NotifyOutcome.Failed no() {
        return new NotifyOutcome.Failed("status-404", null);
    }

    /** The next answers. */
    synchronized void answer(NotifyOutcome... outcomes) {
        script.addAll(List.of(outcomes));
    }

    /** A channel takes nothing for now, or does again. */
    synchronized void down(String channel, boolean is) {
        if (is) {
            down.add(channel);
        } else {
            down.remove(channel);
        }
    }

    /** Calls of this channel hang until {@link #release}. */
    synchronized void hold(String channel) {
        held = channel;
    }

    synchronized void release() {
        held = null;
        gate.release(1000);
    }

    synchronized List<Notification> begun() {
        return List.copyOf(begun);
    }

    /** Channel and phase of what was taken, in order. */
    synchronized List<String> told() {
        return taken.stream()
                .map(each -> each.channel() + " " + each.phase()
                        + (each.alsoTells().isEmpty() ? "" : " after " + String.join("+", each.alsoTells())))
                .toList();
    }

    synchronized int answered() {
        return answered;
    }

    @Override
    public NotifyOutcome tell(Notification notification) {
        boolean waits;
        synchronized (this) {
            begun.add(notification);
            waits = notification.channel().equals(held);
        }
        if (waits) {
            gate.acquireUninterruptibly();
        }
        synchronized (this) {
            answered++;
            NotifyOutcome outcome = new NotifyOutcome.Sent(null);
            if (down.contains(notification.channel())) {
                outcome = new NotifyOutcome.Retry("not-reachable", null, Duration.ZERO, false);
            } else if (!script.isEmpty()) {
                outcome = script.poll();
            }
            if (outcome instanceof NotifyOutcome.Sent) {
                taken.add(notification);
            }
            return outcome;
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
