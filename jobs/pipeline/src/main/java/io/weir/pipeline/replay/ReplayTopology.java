package io.weir.pipeline.replay;

import io.weir.pipeline.correlate.CorrelateTopology;
import io.weir.pipeline.correlate.Correlated;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.pipeline.kafka.Feed;
import io.weir.pipeline.kafka.LogRecord;
import io.weir.pipeline.kafka.LogSources;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The correlate job between files: the same operators as live, bound to other ends. It ends with its input. */
public final class ReplayTopology {
    private ReplayTopology() {}

    /** Adds the job to {@code env}. What is due after the last record of the files stays undone: end them with ticks. */
    public static void define(StreamExecutionEnvironment env, ReplaySettings settings) {
        List<Feed<Alert>> partitions = new ArrayList<>();
        for (LogFile.Recorded file : settings.alerts()) {
            partitions.add(LogSources.alerts(env, source(Topics.ALERTS, file), "alerts-" + partitions.size()));
        }
        Feed<DirectiveInput> directives =
                LogSources.directives(env, source(Topics.DIRECTIVES, settings.directives()), "directives");
        DataStream<Alert> alerts = union(partitions.stream().map(Feed::records).toList());
        DataStream<DeadLetter> unreadable =
                union(partitions.stream().map(Feed::unreadable).toList());

        Correlated said = CorrelateTopology.correlate(
                alerts, unreadable, directives.records(), settings.defaultRules(), settings.leadMs());
        write(said.incidents(), settings, "incidents", () -> Wire.INCIDENT);
        write(said.remediations(), settings, "remediations", () -> Wire.REMEDIATION);
        write(said.receipts(), settings, "receipts", () -> Wire.RECEIPT);
        write(said.decisions(), settings, "decisions", () -> Wire.DECISION);
        write(said.tallies(), settings, "tallies", () -> Wire.TALLY);
        write(
                unreadable.union(directives.unreadable(), said.refused()),
                settings,
                "dead-letters",
                () -> Wire.DEAD_LETTER);
    }

    private static DataGeneratorSource<LogRecord> source(String topic, LogFile.Recorded file) {
        return new DataGeneratorSource<>(
                new LogFileReader(topic, file.path()), file.records(), TypeInformation.of(LogRecord.class));
    }

    private static <T> DataStream<T> union(List<DataStream<T>> streams) {
        return streams.stream().reduce(DataStream::union).orElseThrow();
    }

    private static <T> void write(
            DataStream<T> stream, ReplaySettings settings, String name, ResultFiles.Format<T> format) {
        stream.sinkTo(new ResultFiles<>(settings.results(), name, format))
                .name(name)
                .uid(name + "-sink");
    }
}
