package io.weir.pipeline.deliver;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of notifications, in the group {@code weir}: {@code notifications_sent|failed|skipped|retries}. */
final class NotificationMetrics {
    private final Map<String, Counter> counters = new HashMap<>();

    NotificationMetrics(MetricGroup task, IntSupplier inFlight) {
        MetricGroup group = task.addGroup("weir");
        for (String word :
                new String[] {NotificationNews.SENT, NotificationNews.FAILED, NotificationNews.SKIPPED, "retries"}) {
            counters.put(word, group.counter("notifications_" + word));
        }
        group.gauge("notificationsInFlight", inFlight::getAsInt);
    }

    /** One more with this state. */
    void told(NotificationNews news) {
        counters.get(news.state()).inc();
    }

    /** A call has to be repeated. */
    void retry() {
        counters.get("retries").inc();
    }
}
