package io.weir.pipeline.replay;

import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.correlate.Correlated;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.pipeline.kafka.Feed;
import io.weir.pipeline.kafka.LogRecord;
import io.weir.pipeline.kafka.LogSources;
import io.weir.pipeline.kafka.TopicHistory;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Fold;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Tally;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The correlate job over history: the same operators as live, bound to other ends. It reads files or what lies on Kafka,
 * writes files, and ends with its input.
 */
public final class ReplayTopology {
    private ReplayTopology() {}

    /** Adds the job to {@code env}. */
    public static void define(StreamExecutionEnvironment env, ReplaySettings settings) {
        // Watermarks are not in checkpoints. What is under way between tasks may be in one that is not aligned; if the
        // sources have ended by then, it would be met after a restore by the end of time instead of its own.
        env.getCheckpointConfig().enableUnalignedCheckpoints(false);
        List<Feed<Alert>> partitions = alerts(env, settings);
        Feed<DirectiveInput> directives = directives(env, settings);
        DataStream<Alert> alerts = union(partitions.stream().map(Feed::records).toList());
        DataStream<DeadLetter> unreadable =
                union(partitions.stream().map(Feed::unreadable).toList());
        DataStream<Fold> folds = union(partitions.stream().map(Feed::folds).toList());
        DataStream<DirectiveInput> obeyed = directives
                .records()
                .flatMap(new DirectivesOfReplay(settings))
                .returns(DirectiveInput.class)
                .name("directives of the replay")
                .uid("directives-of-replay")
                .setParallelism(1);

        Correlated said = CorrelateTopology.correlate(
                alerts, unreadable, folds, obeyed, settings.defaultRules(), settings.leadMs());
        Results results = new Results(settings);
        results.write(said.incidents(), ResultParts.INCIDENTS, () -> Wire.INCIDENT, Incident::updatedAt);
        results.write(said.remediations(), ResultParts.REMEDIATIONS, () -> Wire.REMEDIATION, Remediation::requestedAt);
        results.write(said.receipts(), ResultParts.RECEIPTS, () -> Wire.RECEIPT, Receipt::at);
        results.write(said.decisions(), ResultParts.DECISIONS, () -> Wire.DECISION, Decision::at);
        results.write(said.tallies(), ResultParts.TALLIES, () -> Wire.TALLY, Tally::minute);
        results.write(
                unreadable.union(directives.unreadable(), said.refused()),
                ResultParts.DEAD_LETTERS,
                () -> Wire.DEAD_LETTER,
                DeadLetter::at);
    }

    /** Partitions that are read together, or each from a file of its own. */
    private static List<Feed<Alert>> alerts(StreamExecutionEnvironment env, ReplaySettings settings) {
        if (settings.files() == null) {
            int readers = settings.kafka().readersOf(Topics.ALERTS, env.getParallelism());
            return List.of(
                    alerts(env, settings, TopicHistory.alerts(settings.kafka(), settings.endMs()), "alerts", readers));
        }
        List<Feed<Alert>> partitions = new ArrayList<>();
        for (LogFile.Recorded file : settings.files().alerts()) {
            String word = "alerts-" + partitions.size();
            partitions.add(alerts(env, settings, source(Topics.ALERTS, file), word, 1));
        }
        return partitions;
    }

    private static Feed<Alert> alerts(
            StreamExecutionEnvironment env,
            ReplaySettings settings,
            Source<LogRecord, ?, ?> source,
            String word,
            int readers) {
        DataStream<LogRecord> records = LogSources.recorded(env, source, word, readers)
                .process(new ReplayProgress(settings.endMs(), settings.tenant()))
                .returns(LogRecord.class)
                .name("progress of " + word)
                .uid(word + "-progress")
                .setParallelism(readers);
        Feed<Alert> all = LogSources.alerts(records, word);
        String tenant = settings.tenant();
        if (tenant == null) {
            return all;
        }
        DataStream<Alert> ours = all.records()
                .filter(alert -> alert.tenant().equals(tenant))
                .name(word + " of the tenant")
                .uid(word + "-of-tenant")
                .setParallelism(readers);
        return new Feed<>(ours, all.unreadable(), all.folds());
    }

    private static Feed<DirectiveInput> directives(StreamExecutionEnvironment env, ReplaySettings settings) {
        Source<LogRecord, ?, ?> source = settings.files() == null
                ? TopicHistory.directives(settings.kafka(), settings.endMs())
                : source(Topics.DIRECTIVES, settings.files().directives());
        return LogSources.directives(LogSources.recorded(env, source, "directives", 1), "directives");
    }

    private static DataGeneratorSource<LogRecord> source(String topic, LogFile.Recorded file) {
        return new DataGeneratorSource<>(
                new LogFileReader(topic, file.path()), file.records(), TypeInformation.of(LogRecord.class));
    }

    private static <T> DataStream<T> union(List<DataStream<T>> streams) {
        return streams.stream().reduce(DataStream::union).orElseThrow();
    }

    private record Results(ReplaySettings settings) {
        <T> void write(DataStream<T> stream, String name, ResultFiles.Format<T> format, ResultFiles.Time<T> time) {
            stream.sinkTo(new ResultFiles<>(settings.results(), name, format, time, settings.endMs()))
                    .name(name)
                    .uid(name + "-sink");
        }
    }
}
