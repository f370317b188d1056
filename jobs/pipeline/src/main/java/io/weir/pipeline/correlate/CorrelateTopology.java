package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import io.weir.core.remediate.RemediateMachine;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeOutput;
import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.pipeline.kafka.Feed;
import io.weir.pipeline.kafka.LogSinks;
import io.weir.pipeline.kafka.LogSources;
import io.weir.pipeline.kafka.LogTicker;
import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.Topics;
import io.weir.schema.rules.RuleBookParser;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Alerts and directives in; incidents, remediations, receipts and dead letters out. */
public final class CorrelateTopology {
    private CorrelateTopology() {}

    /** Adds the job to {@code env}. */
    public static void define(StreamExecutionEnvironment env, CorrelateSettings settings) {
        Feed<Alert> alerts = LogSources.alerts(env, settings);
        Feed<DirectiveInput> directives = LogSources.directives(env, settings);

        SingleOutputStreamOperator<EpisodeEvent> episodes = track(alerts.records(), directives.records(), settings);
        SingleOutputStreamOperator<ScopeOutput> decisions = episodes.keyBy(EpisodeEvent::scopeKey)
                .process(new ScopeFunction())
                .returns(ScopeOutput.class)
                .name("correlate by scope")
                .uid("scope");
        DataStream<Incident> incidents = decisions
                .flatMap(new Incidents())
                .returns(Incident.class)
                .name("incidents")
                .uid("incidents");
        DataStream<Remediation> remediations = decisions
                .flatMap(new Candidates())
                .returns(Candidate.class)
                .name("candidates")
                .uid("candidates")
                .keyBy(RemediateMachine::keyOf)
                .process(new RemediateFunction())
                .returns(Remediation.class)
                .name("decide remediation")
                .uid("remediate");
        DataStream<DeadLetter> dead =
                alerts.unreadable().union(directives.unreadable(), episodes.getSideOutput(DeadLetters.TAG));

        LogSinks.incidents(incidents, settings.kafka());
        LogSinks.remediations(remediations, settings.kafka());
        LogSinks.receipts(episodes.getSideOutput(TrackFunction.RECEIPTS), settings.kafka());
        LogSinks.deadLetters(dead, settings.kafka());
        LogTicker.define(env, settings);
    }

    private static SingleOutputStreamOperator<EpisodeEvent> track(
            DataStream<Alert> alerts, DataStream<DirectiveInput> directives, CorrelateSettings settings) {
        String book = settings.defaultRules() == null ? RuleBookParser.defaultBookYaml() : settings.defaultRules();
        return alerts.keyBy(alert -> Topics.key(alert.tenant(), alert.fingerprint()))
                .connect(directives.broadcast(TrackFunction.DIRECTIVES))
                .process(new TrackFunction(book, settings.directiveLeadMs()))
                .returns(EpisodeEvent.class)
                .name("track episodes")
                .uid("track");
    }
}
