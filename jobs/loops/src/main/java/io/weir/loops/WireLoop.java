package io.weir.loops;

import io.weir.schema.Alert;
import io.weir.schema.Wire;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An alert to its record on Kafka, and back. */
@State(Scope.Thread)
public class WireLoop {
    private static final int ALERTS = 1_024;

    private List<Alert> alerts;
    private List<byte[]> records;
    private int next;

    /** Makes alerts and records. */
    @Setup
    public void prepare() {
        alerts = SampleAlerts.firing(ALERTS);
        records = alerts.stream().map(Wire.ALERT::write).toList();
    }

    /** Writes one. */
    @Benchmark
    public byte[] serialise() {
        next = (next + 1) % ALERTS;
        return Wire.ALERT.write(alerts.get(next));
    }

    /** Reads one. */
    @Benchmark
    public Alert parse() throws IOException {
        next = (next + 1) % ALERTS;
        return Wire.ALERT.read(records.get(next));
    }
}
