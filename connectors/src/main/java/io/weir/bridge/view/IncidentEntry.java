package io.weir.bridge.view;

/**
 * An incident in its newest revision.
 *
 * @param record as it lies on Kafka
 * @param incidentId its id
 * @param revision of the record
 * @param open or resolved
 */
@SuppressWarnings("ArrayRecordComponent")
record IncidentEntry(byte[] record, String incidentId, long revision, boolean open) {}
