package io.weir.app.flink;

import io.weir.app.config.FlinkConfig;
import io.weir.reporter.LoopbackMetrics;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** The cluster's configuration, by Flink's documented keys. */
final class FlinkSettings {
    static final String LOOPBACK = "127.0.0.1";
    /** Megabytes for RocksDB in all slots, and in each: with less it would write files all the time. */
    private static final int ROCKSDB_LEAST = 256;

    private static final int ROCKSDB_PER_SLOT = 64;

    private FlinkSettings() {}

    static Configuration cluster(FlinkConfig config, int slots, int metricsPort, Path work) {
        Configuration c = new Configuration();
        c.setString("rest.address", LOOPBACK);
        c.setString("rest.bind-address", LOOPBACK);
        c.setString("rest.bind-port", String.valueOf(config.webPort()));
        c.setString("jobmanager.bind-host", LOOPBACK);
        c.setString("taskmanager.bind-host", LOOPBACK);
        // what the web interface stops would look like a failure to the process around it
        c.setString("web.cancel.enable", "false");
        c.setString("web.rescale.enable", "false");
        c.setString("web.submit.enable", "false");
        c.setString("io.tmp.dirs", work.toAbsolutePath().toString());
        // a mini cluster wants a fixed size; channels grow with the square of the parallelism
        String network = 128 + config.parallelism() * config.parallelism() / 2 + "mb";
        c.setString("taskmanager.memory.network.min", network);
        c.setString("taskmanager.memory.network.max", network);
        int managed = Math.max(ROCKSDB_LEAST, ROCKSDB_PER_SLOT * slots);
        c.setString("taskmanager.memory.managed.size", managed + "mb");
        c.setString("metrics.reporters", "loopback");
        c.setString("metrics.reporter.loopback.factory.class", LoopbackMetrics.Factory.class.getName());
        c.setString("metrics.reporter.loopback.port", String.valueOf(metricsPort));
        // labels as they are: acme-2 is no acme_2, and the bounds of a histogram have points
        c.setString("metrics.reporter.loopback.filterLabelValueCharacters", "false");
        return c;
    }
}
