package io.weir.bridge.view;

import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Recurrence;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The rule books, downtimes and topologies of one tenant. */
final class TenantDirectives {
    /** Of a downtime, beside its texts; most of it are the next windows that a list shows. */
    private static final int BYTES_OF_ONE = 1_200;

    /** Of any directive, beside its texts: nobody publishes small ones without end either. */
    private static final int LEAST_BYTES = 1_024;

    private final BoundedIndex<PublishedDowntime> downtimes;
    private volatile PublishedBook book;
    private volatile String configuredYaml;
    private final AtomicLong books = new AtomicLong();
    private volatile PublishedTopology topology;
    private final AtomicLong topologies = new AtomicLong();
    private final Map<Directive.Kind, LastHour> lately = new EnumMap<>(Directive.Kind.class);

    /** The downtimes share no budget: one that is open counts against the quota, and must not go for others' bytes. */
    TenantDirectives(int capacity, Consumer<String> evicted) {
        MemoryBudget any = new MemoryBudget(Long.MAX_VALUE);
        this.downtimes =
                new BoundedIndex<>(capacity, any, known -> bytes(known.downtime()), gone -> evicted.accept("downtime"));
        for (Directive.Kind kind : Directive.Kind.values()) {
            lately.put(kind, new LastHour());
        }
    }

    void published(Directive directive, long timestamp) {
        lately.get(directive.kind()).happened(timestamp, LEAST_BYTES + bytes(directive));
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
        if (before == null || isReplaced(before, downtime, timestamp)) {
            PublishedDowntime published = new PublishedDowntime(downtime, timestamp);
            boolean over = downtime.status() == Downtime.Status.CANCELLED
                    || published.schedule().end() <= timestamp;
            downtimes.put(new Position(downtime.createdAt(), downtime.id()), published, over);
        }
    }

    /**
     * By the rule of the jobs: the higher revision counts, and of two records with the same one, which two bridges may
     * write at once, the earlier; the text only settles a tie. The same record once more replaces nothing.
     */
    private static boolean isReplaced(PublishedDowntime before, Downtime downtime, long timestamp) {
        int byRevision = Long.compare(before.downtime().revision(), downtime.revision());
        if (byRevision != 0) {
            return byRevision < 0;
        }
        int byTime = Long.compare(timestamp, before.recordedAt());
        int first = byTime != 0
                ? byTime
                : downtime.toString().compareTo(before.downtime().toString());
        return first < 0;
    }

    private static long bytes(Directive directive) {
        return switch (directive.kind()) {
            case RULES -> length(directive.book());
            case TOPOLOGY ->
                directive.topology().edges().stream()
                        .mapToLong(edge -> length(edge.from()) + length(edge.to()))
                        .sum();
            case DOWNTIME -> bytes(directive.downtime());
            case ACKNOWLEDGEMENT -> 0;
        };
    }

    private static long bytes(Downtime downtime) {
        Recurrence recurrence = downtime.recurrence();
        long texts = lengths(downtime.matchers()) + length(downtime.comment()) + length(downtime.author());
        if (recurrence != null) {
            texts += length(recurrence.rrule()) + lengths(recurrence.exdates());
        }
        return BYTES_OF_ONE + texts;
    }

    private static long lengths(List<String> texts) {
        return texts == null
                ? 0
                : texts.stream().mapToLong(TenantDirectives::length).sum();
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    BoundedIndex<PublishedDowntime> downtimes() {
        return downtimes;
    }

    /** Bytes, about, of those of a kind that were recorded within the hour before {@code now}, milliseconds since the epoch. */
    long lately(Directive.Kind kind, long now) {
        return lately.get(kind).until(now);
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
