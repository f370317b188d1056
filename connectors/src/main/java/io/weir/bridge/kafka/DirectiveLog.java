package io.weir.bridge.kafka;

import io.weir.schema.Acknowledgement;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Topics;
import io.weir.schema.Topology;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
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
        String key = Topics.key(tenant, "downtime", downtime.id(), Long.toString(downtime.revision()));
        return write(key, directive);
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
        // Two bridges may count alike; the text tells their books apart.
        String distinct = revision + "-" + Integer.toHexString(yaml.hashCode());
        return write(Topics.key(tenant, "rules", version, distinct), directive);
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
        // Two bridges may count alike; the edges tell their topologies apart.
        String distinct = revision + "-" + Integer.toHexString(topology.hashCode());
        return write(Topics.key(tenant, "topology", TOPOLOGY, distinct), directive);
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
        return write(Topics.key(tenant, "acknowledgement", id, Long.toString(revision)), directive);
    }

    private CompletableFuture<RecordMetadata> write(String key, Directive directive) {
        return log.write(List.of(new ProducerRecord<>(
                Topics.DIRECTIVES,
                THE_PARTITION,
                key.getBytes(StandardCharsets.UTF_8),
                Wire.DIRECTIVE.write(directive))));
    }
}
