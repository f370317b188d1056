package io.weir.pipeline.correlate;

import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What correlation says, as streams: a live job writes them to Kafka, a replay to files.
 *
 * @param incidents revisions
 * @param remediations requested, refused and taken back
 * @param receipts about episodes: held and released
 * @param decisions what was decided and why
 * @param tallies what became of all that was received; the last one of a tenant and minute counts
 * @param refused directives that cannot be obeyed
 */
public record Correlated(
        DataStream<Incident> incidents,
        DataStream<Remediation> remediations,
        DataStream<Receipt> receipts,
        DataStream<Decision> decisions,
        DataStream<Tally> tallies,
        DataStream<DeadLetter> refused) {}
