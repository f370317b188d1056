package io.weir.bridge.kafka;

import io.weir.schema.Acknowledgement;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Topics;
import io.weir.schema.Topology;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes directives. Each has a key of its own, so that compaction keeps the history a replay needs. */
public final class DirectiveLog {
    private static final int THE_PARTITION = 0;
    /** Id of the one topology that a tenant has. */
    private static final String TOPOLOGY = "topology";

    private final RecordLog log;

    /** A log of directives on the bridge's producer. */
    public DirectiveLog(RecordLog log) {
        this.log = log;
    }

    /**
     * Writes one revision of a downtime.
     *
     * @return as {@link RecordLog#write}
     */
    public CompletableFuture<RecordMetadata> write(String tenant, Downtime downtime) {
        Directive directive = new Directive(
                Directive.Kind.DOWNTIME, tenant, downtime.id(), null, null, downtime, null, null, downtime.author());
        return write(directive, downtime.revision());
    }

    /**
     * Writes a rule book.
     *
     * @param version its author's name for it
     * @param effectiveFrom milliseconds since the epoch, null for as soon as possible
     * @param revision how many books the tenant has with this one
     * @param author null when unknown
     * @return as {@link RecordLog#write}
     */
    public CompletableFuture<RecordMetadata> write(
            String tenant, String version, Long effectiveFrom, String yaml, long revision, String author) {
        Directive directive =
                new Directive(Directive.Kind.RULES, tenant, version, effectiveFrom, yaml, null, null, null, author);
        return write(directive, revision);
    }

    /**
     * Writes a topology in place of the tenant's own.
     *
     * @param revision how many topologies the tenant has with this one
     * @param author null when unknown
     * @return as {@link RecordLog#write}
     */
    public CompletableFuture<RecordMetadata> write(String tenant, Topology topology, long revision, String author) {
        Directive directive =
                new Directive(Directive.Kind.TOPOLOGY, tenant, TOPOLOGY, null, null, null, topology, null, author);
        return write(directive, revision);
    }

    /**
     * Writes that somebody has seen an incident.
     *
     * @param revision of the incident that was seen
     * @return as {@link RecordLog#write}
     */
    public CompletableFuture<RecordMetadata> write(String tenant, Acknowledgement acknowledgement, long revision) {
        String id = acknowledgement.incidentId();
        Directive directive = new Directive(
                Directive.Kind.ACKNOWLEDGEMENT,
                tenant,
                id,
                null,
                null,
                null,
                null,
                acknowledgement,
                acknowledgement.by());
        return write(directive, revision);
    }

    private CompletableFuture<RecordMetadata> write(Directive directive, long revision) {
        return log.write(List.of(record(directive, revision, Wire.DIRECTIVE.write(directive))));
    }

    /**
     * A directive's record.
     *
     * @param revision rises with each directive of this kind and id; of a downtime its own
     * @param document the directive as bytes
     */
    public static ProducerRecord<byte[], byte[]> record(Directive directive, long revision, byte[] document) {
        String tenant = directive.tenant();
        String id = directive.id();
        String key = switch (directive.kind()) {
            case DOWNTIME -> Topics.key(tenant, "downtime", id, distinct(revision, Arrays.hashCode(document)));
            case RULES -> Topics.key(tenant, "rules", id, distinct(revision, directive.book()));
            case TOPOLOGY -> Topics.key(tenant, "topology", TOPOLOGY, distinct(revision, directive.topology()));
            case ACKNOWLEDGEMENT -> Topics.key(tenant, "acknowledgement", id, Long.toString(revision));
        };
        return new ProducerRecord<>(Topics.DIRECTIVES, THE_PARTITION, key.getBytes(StandardCharsets.UTF_8), document);
    }

    /** Two bridges may count alike; the content tells apart what they write, or compaction would keep the later one only. */
    private static String distinct(long revision, Object content) {
        return revision + "-" + Integer.toHexString(content.hashCode());
    }
}
