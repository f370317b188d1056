package io.weir.pipeline.deliver;

import io.weir.sink.TicketGlimpse;
import io.weir.sink.TicketSink;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks over all our tickets now and then, on a thread of its own, and remembers which of them changed until somebody
 * visits them. What it forgets beyond its bound is seen at the ticket's next delivery.
 */
final class TicketWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TicketWatch.class);
    private static final int MOST_INCIDENTS = 50_000;
    private static final long STOP_WITHIN_S = 2;

    private final Map<String, Map<String, String>> changed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
            return size() > MOST_INCIDENTS;
        }
    };
    private final Map<String, Map<String, String>> visiting = new HashMap<>();
    private final TicketSink sink;
    private final ScheduledExecutorService thread;

    /** A watch that looks every {@code everyMs} milliseconds. */
    TicketWatch(TicketSink sink, long everyMs) {
        this.sink = sink;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread watcher = new Thread(task, "ticket-watch");
            watcher.setDaemon(true);
            return watcher;
        });
        var unused = thread.scheduleWithFixedDelay(this::look, 0, everyMs, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            sink.changed(this::note);
        } catch (RuntimeException e) {
            // the next look may work; an exception that got out would end them all
            LOG.error("looking over the tickets broke", e);
        }
    }

    private synchronized void note(TicketGlimpse glimpse) {
        changed.computeIfAbsent(glimpse.incidentId(), unknown -> new HashMap<>())
                .put(glimpse.ticketId(), glimpse.version());
    }

    /**
     * Whether anything about an incident's tickets is other than it was last seen.
     *
     * @param ticketId its ticket
     * @param version as last seen; null when never
     */
    synchronized boolean isNews(String incidentId, String ticketId, String version) {
        Map<String, String> tickets = changed.get(incidentId);
        if (tickets == null) {
            return false;
        }
        if (tickets.size() == 1 && version != null && version.equals(tickets.get(ticketId))) {
            changed.remove(incidentId);
            return false;
        }
        return true;
    }

    /** Its tickets are being visited; what changes from here on is news. */
    synchronized void visiting(String incidentId) {
        Map<String, String> news = changed.remove(incidentId);
        if (news != null) {
            visiting.put(incidentId, news);
        }
    }

    /** The visit is over; when it came to nothing, what was news still is. */
    synchronized void visited(String incidentId, boolean done) {
        Map<String, String> news = visiting.remove(incidentId);
        if (news != null && !done) {
            Map<String, String> later = changed.put(incidentId, news);
            if (later != null) {
                news.putAll(later);
            }
        }
    }

    /** Looks no more. */
    void stop() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(STOP_WITHIN_S, TimeUnit.SECONDS);
    }
}
