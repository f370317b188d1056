package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverSettings;
import io.weir.sink.awx.AwxRunner;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.glpi.GlpiSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Binds the deliver job to GLPI and AWX. */
public final class Targets {
    private Targets() {}

    /** Adds the job to {@code env}. */
    public static void define(StreamExecutionEnvironment env, DeliverSettings settings) {
        GlpiOptions glpi = settings.glpi();
        Runners awx = settings.awx() == null ? null : fence -> AwxRunner.create(settings.awx(), fence);
        DeliverTopology.define(
                env,
                settings,
                (calls, fence) -> GlpiSink.create(limited(glpi, calls), fence),
                awx,
                () -> ControlFeed.open(settings.kafka()));
    }

    private static GlpiOptions limited(GlpiOptions glpi, int calls) {
        return new GlpiOptions(
                glpi.url(),
                glpi.appToken(),
                glpi.userToken(),
                glpi.webUrl(),
                glpi.tenants(),
                glpi.timeout(),
                glpi.settle(),
                Math.min(calls, glpi.maxConcurrent()),
                glpi.breaker());
    }
}
