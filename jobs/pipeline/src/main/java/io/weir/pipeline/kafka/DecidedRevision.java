package io.weir.pipeline.kafka;

import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A revision as it lies on Kafka: what a deliverer goes by, and the document. With all its members it is large, so once it
 * has been checked it is handed on and kept as it is, and only who calls {@link #incident()} reads it again.
 *
 * @param tenant owner
 * @param incidentId the incident
 * @param revision 1 for the first, rising by one
 * @param resolved whether the incident is over
 * @param severity worst severity ever seen among its members
 * @param updatedAt when it was decided, milliseconds since the epoch
 * @param document the record, JSON; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record DecidedRevision(
        String tenant,
        String incidentId,
        long revision,
        boolean resolved,
        Severity severity,
        long updatedAt,
        byte[] document) {
    /**
     * The head of {@code incident} and the document that it was read from.
     *
     * @param incident complete
     */
    public static DecidedRevision of(Incident incident, byte[] document) {
        return new DecidedRevision(
                incident.tenant(),
                incident.incidentId(),
                incident.revision(),
                incident.status() == Incident.Status.RESOLVED,
                incident.severity(),
                incident.updatedAt(),
                document);
    }

    /** All of it; the document is read each time. */
    public Incident incident() {
        try {
            return Wire.INCIDENT.read(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a document that could be read before", e);
        }
    }
}
