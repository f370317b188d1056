package io.weir.app.bench.scale;

import io.weir.app.bench.load.MixSize;
import io.weir.pipeline.settings.StateStore;

/**
 * One point of an axis: the same steady state of everything but one number.
 *
 * @param row its name
 * @param size of the load; what comes before the measured alerts included
 * @param skip alerts that only bring about the steady state
 * @param rules grouping rules in the book
 * @param downtimes scheduled downtimes of all tenants
 * @param store where the state is kept
 */
record ScalingCase(String row, MixSize size, int skip, int rules, int downtimes, StateStore store) {
    private static final int TENANTS = 20;
    private static final int RULES = 10;
    private static final int PER_SECOND_OF_50 = 50;

    /**
     * With so many active alerts, each of which repeats about once a minute whatever their number: so the history of one
     * alert is the same at each point. Measured when the incidents of the start have opened.
     */
    static ScalingCase active(String row, StateStore store, int active, int measured) {
        int perSecond = Math.max(1, active / PER_SECOND_OF_50);
        int skip = active + 60 * perSecond;
        return new ScalingCase(
                row, new MixSize(skip + measured, 2 * active, active, TENANTS, perSecond), skip, RULES, 0, store);
    }

    static ScalingCase downtimes(String row, int active, int number, int measured) {
        ScalingCase plain = active(row, StateStore.ROCKSDB, active, measured);
        return new ScalingCase(row, plain.size(), plain.skip(), RULES, number, plain.store());
    }

    static ScalingCase tenants(String row, int active, int number, int measured) {
        ScalingCase plain = active(row, StateStore.ROCKSDB, active, measured);
        return new ScalingCase(row, plain.size().withTenants(number), plain.skip(), RULES, 0, plain.store());
    }

    static ScalingCase rules(String row, int active, int number, int measured) {
        ScalingCase plain = active(row, StateStore.ROCKSDB, active, measured);
        return new ScalingCase(row, plain.size(), plain.skip(), number, 0, plain.store());
    }
}
