package io.weir.sink.notify;

import io.weir.sink.BreakerOptions;
import io.weir.sink.http.HttpTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The channels of all tenants, opened when they are first used. For one thread. */
public final class Notifiers implements AutoCloseable {
    private final NotificationOptions options;
    private final BreakerOptions breaker;
    private final InstantSource clock;
    private final Map<String, Notifier> open = new HashMap<>();
    private SmtpServer server;

    public Notifiers(NotificationOptions options, BreakerOptions breaker, InstantSource clock) {
        this.options = options;
        this.breaker = breaker;
        this.clock = clock;
    }

    /** A tenant's channel; null when it has none of that name. */
    public Notifier of(String tenant, String channel) {
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
                () -> ThreadLocalRandom.current().nextDouble());
        return channel.slack() != null
                ? new HookNotifier(target, SlackPost.ACCEPTED, new SlackPost(channel.slack()))
                : new HookNotifier(target, null, new SignedPost(channel.webhook(), clock));
    }

    @Override
    public void close() {
        open.values().forEach(Notifier::close);
    }
}
