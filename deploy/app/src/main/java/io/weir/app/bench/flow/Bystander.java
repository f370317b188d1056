package io.weir.app.bench.flow;

import io.weir.app.bench.Row;

/** A tenant whose alerts are to become incidents as quickly as ever, whatever others do meanwhile. */
record Bystander(WeirUp weir, Sightings seen) {
    /** Rank of the tenant. */
    static final int RANK = 0;

    private static final double PROBES_PER_SECOND = 8;
    private static final int AT_ONCE = 1000;

    /**
     * How its probes fared.
     *
     * @param millis from when each was to be sent until its incident could be read
     * @param withoutIncident how many had none in time; they count with how long they waited
     */
    record Fared(Latencies millis, long withoutIncident) {
        Row row(String name) {
            Row row = Row.named(name)
                    .within(millis.p50(), millis.p99())
                    .afterRounds(1)
                    .with("probes", millis.count())
                    .with("slowestMs", millis.percentile(1));
            return withoutIncident > 0 ? row.with("probesWithoutIncident", (double) withoutIncident) : row;
        }
    }

    /** Sends probes for so many seconds; each opens an incident of its own. Returns when they have. */
    Fared probe(String name, int seconds) throws InterruptedException {
        Poster poster = new Poster(weir.bridge(), AT_ONCE);
        Probes probes = new Probes(name, RANK + 1);
        new Metronome()
                .play(
                        Metronome.scattered(PROBES_PER_SECOND, seconds, name.hashCode()),
                        (number, dueMs) -> poster.post(probes.next(number, dueMs, true)));
        poster.await();
        Latencies millis = Latencies.of(probes.awaitIncidents(seen));
        return new Fared(millis, probes.withoutIncident(seen));
    }
}
