package io.weir.pipeline.deliver;

import io.weir.sink.FailPoint;
import io.weir.sink.notify.Channel;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.NotifyOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Desks for all channels, each with threads of its own, so that a channel that is slow holds up itself alone. Up to
 * {@value #MOST} channels have a desk to themselves; with more, a few share one.
 */
final class NotificationDesks {
    private static final int MOST = 16;
    private static final int CALLS = 2;

    private final List<CallDesk<Notification, NotifyOutcome>> desks = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    NotificationDesks(NotificationOptions options, Function<Notification, NotifyOutcome> notifier) {
        options.tenants().keySet().stream().sorted().forEach(tenant -> {
            for (Channel channel : options.tenants().get(tenant).channels()) {
                places.put(tenant + "|" + channel.name(), places.size() % MOST);
            }
        });
        for (int i = 0; i < Math.min(MOST, Math.max(1, places.size())); i++) {
            desks.add(new CallDesk<>("notify-" + i, CALLS, notification -> {
                NotifyOutcome outcome = notifier.apply(notification);
                FailPoint.reach("answer-read", "notify");
                return outcome;
            }));
        }
    }

    /** The desk of a tenant's channel. */
    CallDesk<Notification, NotifyOutcome> of(String tenant, String channel) {
        return desks.get(places.getOrDefault(tenant + "|" + channel, 0));
    }

    /** Calls waiting, running or not collected. */
    int inFlight() {
        return desks.stream().mapToInt(CallDesk::inFlight).sum();
    }

    void stop() throws InterruptedException {
        for (CallDesk<Notification, NotifyOutcome> desk : desks) {
            desk.stop();
        }
    }
}
