package io.weir.pipeline;

import io.weir.pipeline.deliver.Targets;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.FlinkSetup;
import io.weir.pipeline.settings.SettingsJson;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The deliver job as Flink starts it: {@code --settings JSON}. */
public final class DeliverJob {
    /** The job's name in Flink. */
    public static final String NAME = "weir-deliver";

    private DeliverJob() {}

    /**
     * Submits the job.
     *
     * @throws IllegalArgumentException when the settings cannot be read; the message has the path of the key
     */
    public static void main(String[] arguments) throws Exception {
        DeliverSettings settings = SettingsJson.fromArguments(arguments, DeliverSettings.class);
        StreamExecutionEnvironment env = FlinkSetup.environment(settings.engine());
        define(env, settings);
        env.execute(NAME);
    }

    /** Adds the job to an environment that is set up already. */
    public static void define(StreamExecutionEnvironment env, DeliverSettings settings) {
        Targets.define(env, settings);
    }
}
