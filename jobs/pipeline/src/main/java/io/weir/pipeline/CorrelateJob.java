package io.weir.pipeline;

import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.SettingsJson;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The correlate job as Flink starts it: {@code --settings JSON}. */
public final class CorrelateJob {
    /** The job's name in Flink. */
    public static final String NAME = "weir-correlate";

    private CorrelateJob() {}

    /**
     * Submits the job.
     *
     * @throws IllegalArgumentException when the settings cannot be read; the message has the path of the key
     */
    public static void main(String[] arguments) throws Exception {
        CorrelateSettings settings = SettingsJson.fromArguments(arguments, CorrelateSettings.class);
        StreamExecutionEnvironment env = FlinkSetup.environment(settings.engine());
        CorrelateTopology.define(env, settings);
        env.execute(NAME);
    }
}
