package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverSettings;
import io.weir.sink.BreakerOptions;
import io.weir.sink.awx.AwxRunner;
import io.weir.sink.glpi.GlpiOptions;
import io.weir.sink.glpi.GlpiSink;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Notifiers;
import java.time.InstantSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Binds the deliver job to GLPI, AWX and the channels that people are told by. */
public final class Targets {
    private Targets() {}

    /** Adds the job to {@code env}. */
    public static void define(StreamExecutionEnvironment env, DeliverSettings settings) {
        GlpiOptions glpi = settings.glpi();
        Runners awx = settings.awx() == null ? null : fence -> AwxRunner.create(settings.awx(), fence);
        DeliverTopology.define(
                env,
                settings,
                (calls, fence) -> GlpiSink.create(glpi.withAtMost(calls), fence),
                awx,
                () -> ControlFeed.open(settings.kafka()),
                notifiers(settings.notifications()));
    }

    private static NotifierOpener notifiers(NotificationOptions options) {
        return options == null || !options.any()
                ? null
                : fence -> new Notifiers(options, BreakerOptions.DEFAULT, InstantSource.system(), fence);
    }
}
