package io.weir.core.directives;

import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All directives received so far, asked by instant. The order in which they were applied makes no difference: what is
 * in force is decided by each directive's effective instant alone.
 */
public final class DirectiveBook implements Directives {
    private final RuleBook otherwise;
    private final long leadMs;
    private final Map<String, TreeMap<Effective, RuleBook>> rules = new HashMap<>();
    private final Map<String, DowntimeIndex> downtimes = new HashMap<>();

    /** Orders what takes effect at the same instant by the place in the log; the text only settles a tie. */
    private record Effective(long at, long recordTime, String text) implements Comparable<Effective> {
        @Override
        public int compareTo(Effective other) {
            int byAt = Long.compare(at, other.at);
            int byRecord = byAt != 0 ? byAt : Long.compare(recordTime, other.recordTime);
            return byRecord != 0 ? byRecord : text.compareTo(other.text);
        }
    }

    /**
     * @param otherwise the book for a tenant that has none yet
     * @param leadMs how long after its own record a directive takes effect at the earliest
     */
    public DirectiveBook(RuleBook otherwise, long leadMs) {
        this.otherwise = otherwise;
        this.leadMs = leadMs;
    }

    /** When a directive whose record bears {@code recordTime} takes effect. */
    public static long effectiveAt(Directive directive, long recordTime, long leadMs) {
        long earliest = recordTime + leadMs;
        return directive.effectiveFrom() == null ? earliest : Math.max(earliest, directive.effectiveFrom());
    }

    /**
     * Takes one directive.
     *
     * @param recordTime timestamp of its Kafka record
     * @throws io.weir.schema.yaml.InvalidDocumentException when it carries a rule book with mistakes
     * @throws IllegalArgumentException when it carries a downtime with a matcher that cannot be read
     */
    public void apply(Directive directive, long recordTime) {
        long effective = effectiveAt(directive, recordTime, leadMs);
        switch (directive.kind()) {
            case RULES -> {
                RuleBook book = RuleBookParser.parse(directive.book());
                long inForce = book.effectiveFrom() == null
                        ? effective
                        : Math.max(effective, book.effectiveFrom().toEpochMilli());
                rules.computeIfAbsent(directive.tenant(), t -> new TreeMap<>())
                        .put(new Effective(inForce, recordTime, directive.book()), book);
            }
            case DOWNTIME ->
                downtimes
                        .computeIfAbsent(directive.tenant(), t -> new DowntimeIndex())
                        .put(directive.downtime(), effective);
        }
    }

    /** Forgets what cannot matter at {@code before} or later: superseded rule books and ended downtimes. */
    public void forget(long before) {
        rules.values().forEach(books -> {
            Effective inForce = books.floorKey(new Effective(before, Long.MAX_VALUE, ""));
            if (inForce != null) {
                books.headMap(inForce, false).clear();
            }
        });
        downtimes.values().forEach(index -> index.forget(before));
        downtimes.values().removeIf(DowntimeIndex::isEmpty);
    }

    @Override
    public RuleBook rulesAt(String tenant, long at) {
        TreeMap<Effective, RuleBook> books = rules.get(tenant);
        if (books == null) {
            return otherwise;
        }
        Map.Entry<Effective, RuleBook> inForce = books.lowerEntry(new Effective(at + 1, Long.MIN_VALUE, ""));
        return inForce == null ? otherwise : inForce.getValue();
    }

    @Override
    public Downtime downtimeAt(String tenant, Map<String, String> labels, long at) {
        DowntimeIndex index = downtimes.get(tenant);
        return index == null ? null : index.holding(labels, at);
    }
}
