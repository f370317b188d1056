package io.weir.app.bench.flink;

import io.weir.pipeline.settings.Guarantee;
import io.weir.pipeline.settings.StateStore;

/**
 * A job that is to be run over the loaded log, and measured.
 *
 * @param job which one
 * @param bootstrap Kafka's address
 * @param store where its state is kept
 * @param guarantee of what it writes
 * @param parallelism of it
 * @param checkpointEveryMs time between checkpoints
 * @param skip measured from when so many alerts were read: those before only fill the state
 * @param alerts how many there are
 * @param rules YAML of the rule book; null means the shipped one
 * @param brokerPid the broker's process
 */
public record JobOrder(
        Kind job,
        String bootstrap,
        StateStore store,
        Guarantee guarantee,
        int parallelism,
        long checkpointEveryMs,
        long skip,
        long alerts,
        String rules,
        long brokerPid) {
    /** The same over the log that is there. */
    public JobOrder over(String kafka, long broker, long fill, long all) {
        return new JobOrder(job, kafka, store, guarantee, parallelism, checkpointEveryMs, fill, all, rules, broker);
    }

    /** The correlate job as shipped, but for its rule book, which may be null for the shipped one. */
    public static JobOrder correlate(StateStore store, Guarantee guarantee, String rules) {
        return new JobOrder(
                Kind.CORRELATE,
                "",
                store,
                guarantee,
                JobRunner.PARALLELISM,
                JobRunner.CHECKPOINT_EVERY_MS,
                0,
                0,
                rules,
                0);
    }

    /** The jobs. */
    public enum Kind {
        /** Bytes from Kafka to Kafka. */
        IDENTITY,
        /** The same, parsed and written again. */
        PARSE,
        /** The same, and only what changes something goes on: the least any correlator must do. */
        KEYED,
        /** The correlate job as shipped. */
        CORRELATE
    }
}
