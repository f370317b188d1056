package io.weir.bridge.view;

import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The rule books, downtimes and topologies of one tenant. */
final class TenantDirectives {
    private final BoundedIndex<PublishedDowntime> downtimes;
    private volatile PublishedBook book;
    private volatile String configuredYaml;
    private final AtomicLong books = new AtomicLong();
    private volatile PublishedTopology topology;
    private final AtomicLong topologies = new AtomicLong();

    TenantDirectives(int capacity, Consumer<String> evicted) {
        this.downtimes = new BoundedIndex<>(capacity, gone -> evicted.accept("downtime"));
    }

    void published(Directive directive, long timestamp) {
        switch (directive.kind()) {
            case RULES -> {
                book = new PublishedBook(
                        directive.id(), directive.book(), directive.effectiveFrom(), directive.author(), timestamp);
                books.incrementAndGet();
                if (PublishedBook.CONFIGURATION.equals(directive.author())) {
                    configuredYaml = directive.book();
                }
            }
            case DOWNTIME -> published(directive.downtime(), timestamp);
            case TOPOLOGY -> {
                topology = new PublishedTopology(directive.topology(), directive.effectiveFrom(), timestamp);
                topologies.incrementAndGet();
            }
            case ACKNOWLEDGEMENT -> {
                // the incident itself tells of it
            }
        }
    }

    private void published(Downtime downtime, long timestamp) {
        PublishedDowntime before = downtimes.get(downtime.id());
        if (before == null || before.downtime().revision() <= downtime.revision()) {
            PublishedDowntime published = new PublishedDowntime(downtime, timestamp);
            boolean over = downtime.status() == Downtime.Status.CANCELLED
                    || published.schedule().end() <= timestamp;
            downtimes.put(new Position(downtime.createdAt(), downtime.id()), published, over);
        }
    }

    BoundedIndex<PublishedDowntime> downtimes() {
        return downtimes;
    }

    /** The newest book; null when there is none. */
    PublishedBook book() {
        return book;
    }

    /** The newest book that came from the configuration; null when there is none. */
    String configuredYaml() {
        return configuredYaml;
    }

    /** The newest topology; null when there is none. */
    PublishedTopology topology() {
        return topology;
    }

    /** How many topologies there have been. */
    long topologies() {
        return topologies.get();
    }

    /** How many books there have been. */
    long books() {
        return books.get();
    }
}
