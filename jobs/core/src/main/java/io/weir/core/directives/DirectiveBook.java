package io.weir.core.directives;

import io.weir.core.topology.Graph;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.HashMap;
import java.util.Map;

/**
 * All directives received so far, asked by instant. The order in which they were applied makes no difference: what is
 * in force is decided by each directive's effective instant alone.
 */
public final class DirectiveBook implements Directives {
    private final RuleBook otherwise;
    private final long leadMs;
    private final Map<String, History<RuleBook>> rules = new HashMap<>();
    private final Map<String, History<Graph>> topologies = new HashMap<>();
    private final Map<String, DowntimeIndex> downtimes = new HashMap<>();

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
     * @throws IllegalArgumentException when it carries a downtime with a matcher or a recurrence that cannot be read, or
     *     a topology with mistakes
     */
    public void apply(Directive directive, long recordTime) {
        long effective = effectiveAt(directive, recordTime, leadMs);
        switch (directive.kind()) {
            case RULES -> {
                RuleBook book = RuleBookParser.parse(directive.book());
                long inForce = book.effectiveFrom() == null
                        ? effective
                        : Math.max(effective, book.effectiveFrom().toEpochMilli());
                rules.computeIfAbsent(directive.tenant(), t -> new History<>())
                        .put(inForce, recordTime, directive.book(), book);
            }
            case DOWNTIME ->
                downtimes
                        .computeIfAbsent(directive.tenant(), t -> new DowntimeIndex())
                        .put(directive.downtime(), effective);
            case TOPOLOGY ->
                topologies
                        .computeIfAbsent(directive.tenant(), t -> new History<>())
                        .put(effective, recordTime, directive.topology().toString(), Graph.of(directive.topology()));
            case ACKNOWLEDGEMENT -> {
                // concerns one incident, not what is in force
            }
        }
    }

    /** Forgets what cannot matter at {@code before} or later: superseded rule books and topologies, ended downtimes. */
    public void forget(long before) {
        rules.values().forEach(books -> books.forget(before));
        topologies.values().forEach(graphs -> graphs.forget(before));
        downtimes.values().forEach(index -> index.forget(before));
        downtimes.values().removeIf(DowntimeIndex::isEmpty);
    }

    /** Whether this downtime, in this revision, may still matter: {@link #forget} has not dropped it. */
    public boolean remembers(String tenant, Downtime downtime) {
        DowntimeIndex index = downtimes.get(tenant);
        return index != null && index.remembers(downtime);
    }

    @Override
    public RuleBook rulesAt(String tenant, long at) {
        History<RuleBook> books = rules.get(tenant);
        RuleBook inForce = books == null ? null : books.at(at);
        return inForce == null ? otherwise : inForce;
    }

    @Override
    public Graph topologyAt(String tenant, long at) {
        History<Graph> graphs = topologies.get(tenant);
        Graph inForce = graphs == null ? null : graphs.at(at);
        return inForce == null ? Graph.EMPTY : inForce;
    }

    @Override
    public DowntimeWindow downtimeAt(String tenant, Map<String, String> labels, long at) {
        DowntimeIndex index = downtimes.get(tenant);
        return index == null ? null : index.holding(labels, at);
    }
}
