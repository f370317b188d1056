package io.weir.pipeline.deliver;

import io.weir.schema.Incident;
import io.weir.schema.Retry;
import io.weir.schema.Severity;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.NotificationJson;
import io.weir.sink.notify.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Whom to tell of one incident. All times are milliseconds since the epoch. */
final class NotificationProgress {
    private final NotificationRoutes routes;
    private final long giveUpAfterMs;
    private final Run run;
    private final BiPredicate<String, String> toldBefore;
    private final Map<String, ChannelProgress> channels = new LinkedHashMap<>();

    private long revision;
    private boolean resolved;
    private Severity firstSeverity;
    private String ticketUrl;
    private long forgetAt;

    /**
     * Takes up what is known.
     *
     * @param known null when nothing is
     * @param giveUpAfterMs how old news may be when it is told
     * @param run this life of the task
     * @param toldBefore which channel was told which phase, as the receipts of earlier lives say
     */
    NotificationProgress(
            NotificationState known,
            NotificationRoutes routes,
            long giveUpAfterMs,
            Run run,
            BiPredicate<String, String> toldBefore) {
        this.routes = routes;
        this.giveUpAfterMs = giveUpAfterMs;
        this.run = run;
        this.toldBefore = toldBefore;
        if (known != null) {
            revision = known.revision();
            resolved = known.resolved();
            firstSeverity = known.firstSeverity();
            ticketUrl = known.ticketUrl();
            forgetAt = known.forgetAt();
            known.channels()
                    .forEach(channel -> channels.put(
                            channel.channel(), ChannelProgress.of(channel, run, toldBefore(channel.channel()))));
        }
    }

    private Predicate<String> toldBefore(String channel) {
        return phase -> toldBefore.test(channel, phase);
    }

    private ChannelProgress begun(String channel) {
        return channels.computeIfAbsent(channel, each -> new ChannelProgress(each, run, toldBefore(each)));
    }

    /** What is to be kept. */
    NotificationState state() {
        List<ChannelState> kept = new ArrayList<>();
        channels.values().forEach(channel -> kept.add(channel.state()));
        return new NotificationState(revision, resolved, firstSeverity, ticketUrl, forgetAt, kept);
    }

    Collection<String> names() {
        return List.copyOf(channels.keySet());
    }

    ChannelProgress channel(String name) {
        return channels.get(name);
    }

    /** The ticket's page is known from now on. */
    void ticket(String url) {
        ticketUrl = url;
    }

    /**
     * Takes a revision.
     *
     * @param running whether a channel is being told at this moment, by its name
     * @return what is not told by itself, and why
     */
    List<NotificationNews> hear(Incident incident, long now, Predicate<String> running) {
        List<NotificationNews> skipped = new ArrayList<>();
        if (incident.revision() <= revision) {
            return skipped;
        }
        revision = incident.revision();
        resolved = incident.status() == Incident.Status.RESOLVED;
        firstSeverity = firstSeverity == null ? incident.severity() : firstSeverity;
        Map<String, Set<Phase>> wanted = routes.of(incident);
        wanted.keySet().forEach(this::begun);
        long since = Math.min(now, incident.updatedAt());
        channels.forEach((name, channel) -> {
            Phase phase = routes.has(incident.tenant(), name)
                    ? channel.due(incident, wanted.getOrDefault(name, Set.of()), firstSeverity)
                    : null;
            if (phase == null) {
                return;
            }
            Notification notification = Notifications.of(incident, name, phase, List.of(), ticketUrl);
            if (channel.isTold(notification.phase())) {
                return;
            }
            if (now - since > giveUpAfterMs) {
                channel.untold(notification.phase());
                skipped.add(skipped(notification, "too-old"));
                return;
            }
            Notification replaced = channel.tell(notification, since, running.test(name));
            if (replaced != null) {
                skipped.add(toldAlong(replaced));
            }
        });
        return skipped;
    }

    /**
     * Takes up what was given up.
     *
     * @throws IOException when the letter holds no notification of this incident
     */
    List<NotificationNews> hear(Retry retry, long now, Predicate<String> running) throws IOException {
        Notification letter = NotificationJson.read(retry.body() == null ? new byte[0] : retry.body());
        if (!retry.tenant().equals(letter.tenant())
                || !retry.incidentId().equals(letter.incidentId())
                || letter.channel() == null
                || letter.phase() == null
                || letter.text() == null
                || letter.subject() == null
                || letter.threadId() == null
                || !Notifications.id(letter.tenant(), letter.incidentId(), letter.channel(), letter.phase())
                        .equals(letter.id())) {
            throw new IOException("the letter holds no notification of incident " + retry.incidentId());
        }
        ChannelProgress channel = channels.get(letter.channel());
        if (channel == null ? toldBefore.test(letter.channel(), letter.phase()) : channel.isTold(letter.phase())) {
            return List.of(skipped(letter, "already-told"));
        }
        if (channel != null && channel.isUnderWay(letter.phase())) {
            return List.of(skipped(letter, "under-way"));
        }
        if (now - retry.at() > giveUpAfterMs) {
            return List.of(skipped(letter, "too-old"));
        }
        Notification again = letter.alsoTells() == null ? letter.telling(List.of()) : letter;
        begun(again.channel()).tellAgain(again, now, running.test(again.channel()));
        return List.of();
    }

    /** What is said when a message took the place of another. */
    static NotificationNews toldAlong(Notification replaced) {
        return skipped(replaced, "told-along");
    }

    private static NotificationNews skipped(Notification notification, String reason) {
        return new NotificationNews(notification, NotificationNews.SKIPPED, reason, null);
    }

    /**
     * Whether all of it can be forgotten now; else sets when.
     *
     * @param forgetAfterMs how long it is remembered after there is nothing to do any more
     */
    boolean forgotten(long now, long forgetAfterMs) {
        boolean quiet =
                (resolved || revision == 0) && channels.values().stream().allMatch(ChannelProgress::idle);
        if (!quiet) {
            forgetAt = 0;
            return false;
        }
        forgetAt = forgetAt == 0 ? now + forgetAfterMs : forgetAt;
        return now >= forgetAt;
    }

    /** When to forget all of it; 0 while there is something to do. */
    long forgetAt() {
        return forgetAt;
    }
}
