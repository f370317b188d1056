package io.weir.app.demo;

import io.weir.broker.LoopbackPort;

/**
 * The ports of a demo. The usual ones where they are free, so that URLs stay the same, others where they are not.
 *
 * @param bridge where the storm is posted to
 * @param flink Flink's web interface
 * @param metrics Flink's metrics
 * @param sandbox the stand-ins for GLPI and AWX
 * @param kafka the embedded broker
 */
record DemoPorts(int bridge, int flink, int metrics, int sandbox, int kafka) {

    /** @param bridge the bridge's port if it was asked for, null otherwise */
    static DemoPorts choose(Integer bridge) {
        return new DemoPorts(
                bridge == null ? freeOr(8080) : bridge, freeOr(8081), freeOr(9249), freeOr(8085), freeOr(9092));
    }

    private static int freeOr(int usual) {
        return LoopbackPort.isFree(usual) ? usual : LoopbackPort.free();
    }
}
