package io.weir.sink.notify;

import io.weir.sink.BreakerOptions;
import io.weir.sink.Fence;
import io.weir.sink.http.HttpTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The channels of all tenants behind one, each opened when it is first used. */
public final class Notifiers implements Notifier {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final NotificationOptions options;
    private final BreakerOptions breaker;
    private final InstantSource clock;
    private final Fence fence;
    private final Map<String, Notifier> open = new HashMap<>();
    private SmtpServer server;

    /** Channels that nothing keeps from telling. */
    public Notifiers(NotificationOptions options, BreakerOptions breaker, InstantSource clock) {
        this(options, breaker, clock, Fence.OPEN);
    }

    /**
     * The channels of {@code options}.
     *
     * @param fence closed: nobody is told
     */
    public Notifiers(NotificationOptions options, BreakerOptions breaker, InstantSource clock, Fence fence) {
        this.options = options;
        this.breaker = breaker;
        this.clock = clock;
        this.fence = fence;
    }

    /** Tells the channel that the notification names; a tenant has its own channels only. */
    @Override
    public NotifyOutcome tell(Notification notification) {
        if (fence.closedBecause() != null) {
            return new NotifyOutcome.Retry("fenced", fence.closedBecause(), LOOK_AGAIN, false);
        }
        Notifier notifier = of(notification.tenant(), notification.channel());
        return notifier == null
                ? new NotifyOutcome.Failed("no-such-channel", "the tenant has no channel " + notification.channel())
                : notifier.tell(notification);
    }

    private synchronized Notifier of(String tenant, String channel) {
        String key = tenant + "|" + channel;
        Notifier known = open.get(key);
        if (known != null) {
            return known;
        }
        NotificationOptions.Tenant owner = options.tenants().get(tenant);
        if (owner == null) {
            return null;
        }
        return owner.channels().stream()
                .filter(each -> each.name().equals(channel))
                .findFirst()
                .map(each -> {
                    Notifier notifier = open(key, each);
                    open.put(key, notifier);
                    return notifier;
                })
                .orElse(null);
    }

    private Notifier open(String name, Channel channel) {
        if (channel.email() != null) {
            server = server == null
                    ? new SmtpServer(options.smtp(), Duration.ofMillis(options.timeoutMs()), breaker)
                    : server;
            return new MailNotifier(server, channel.email(), clock);
        }
        HttpTarget target = new HttpTarget(
                name,
                Duration.ofMillis(options.timeoutMs()),
                breaker,
                () -> ThreadLocalRandom.current().nextDouble(),
                fence);
        return channel.slack() != null
                ? new HookNotifier(target, SlackPost.ACCEPTED, new SlackPost(channel.slack()))
                : new HookNotifier(target, null, new SignedPost(channel.webhook(), clock));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Notifier::close);
    }
}
