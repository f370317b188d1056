package io.weir.pipeline;

import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.replay.ReplayTopology;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.SettingsJson;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The correlate job over history as Flink starts it: {@code --settings JSON}. It ends by itself. */
public final class ReplayJob {
    /** The job's name in Flink. */
    public static final String NAME = "weir-replay";

    private ReplayJob() {}

    /**
     * Submits the job.
     *
     * @throws IllegalArgumentException when the settings cannot be read; the message has the path of the key
     */
    public static void main(String[] arguments) throws Exception {
        ReplaySettings settings = SettingsJson.fromArguments(arguments, ReplaySettings.class);
        StreamExecutionEnvironment env = FlinkSetup.environment(settings.engine());
        env.configure(FlinkSetup.endingInFailure());
        ReplayTopology.define(env, settings);
        env.execute(NAME);
    }
}
