package io.weir.app.flink;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job to run.
 *
 * @param name for people, and in Flink's web interface
 * @param checkpoints folder of its checkpoints and savepoints; where it goes on from at the next start
 * @param settings Flink's settings of the job; where it goes on from is added
 * @param topology adds the job's sources, operators and sinks
 */
public record JobDefinition(
        String name, Path checkpoints, Configuration settings, Consumer<StreamExecutionEnvironment> topology) {}
