package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import io.weir.core.admit.AdmitMachine;
import io.weir.core.decide.RemediationDecision;
import io.weir.core.inhibit.IdentityMachine;
import io.weir.core.inhibit.InhibitMachine;
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
import io.weir.schema.Decision;
import io.weir.schema.Fold;
import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.Topics;
import io.weir.schema.rules.RuleBookParser;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Alerts and directives in; incidents, remediations, receipts, decisions, tallies and dead letters out. */
public final class CorrelateTopology {
    private CorrelateTopology() {}

    /** Adds the job to {@code env}. */
    public static void define(StreamExecutionEnvironment env, CorrelateSettings settings) {
        Feed<Alert> alerts = LogSources.alerts(env, settings);
        Feed<DirectiveInput> directives = LogSources.directives(env, settings);
        String book = settings.defaultRules() == null ? RuleBookParser.defaultBookYaml() : settings.defaultRules();
        Correlated said = correlate(
                alerts.records(),
                alerts.unreadable(),
                alerts.folds(),
                directives.records(),
                book,
                settings.directiveLeadMs());
        DataStream<DeadLetter> dead = alerts.unreadable().union(directives.unreadable(), said.refused());

        LogSinks.incidents(said.incidents(), settings.kafka());
        LogSinks.remediations(said.remediations(), settings.kafka());
        LogSinks.receipts(said.receipts(), settings.kafka());
        LogSinks.decisions(said.decisions(), settings.kafka());
        LogSinks.tallies(said.tallies(), settings.kafka());
        LogSinks.deadLetters(dead, settings.kafka());
        LogTicker.define(env, settings);
    }

    /** The job over alerts of which all can be read. */
    public static Correlated correlate(
            DataStream<Alert> alerts, DataStream<DirectiveInput> directives, String defaultBook, long leadMs) {
        return correlate(alerts, null, null, directives, defaultBook, leadMs);
    }

    /**
     * The job between its sources and its sinks: live and replay bind different ends to it.
     *
     * @param alerts with their pipeline time as timestamp; each alert identity in one partition, in order
     * @param unreadable alerts that cannot be read, which count as received; null when there are none
     * @param folds repeats that were not written one by one, which count as received; null when there are none
     * @param directives with their pipeline time as timestamp, and ticks
     * @param defaultBook YAML of the rule book for tenants that have none
     * @param leadMs how long after its own record a directive takes effect at the earliest
     */
    public static Correlated correlate(
            DataStream<Alert> alerts,
            DataStream<DeadLetter> unreadable,
            DataStream<Fold> folds,
            DataStream<DirectiveInput> directives,
            String defaultBook,
            long leadMs) {
        SingleOutputStreamOperator<EpisodeEvent> episodes = track(alerts, directives, defaultBook, leadMs);
        SingleOutputStreamOperator<EpisodeEvent> identified = identify(episodes.getSideOutput(Ways.IDENTITY));
        SingleOutputStreamOperator<EpisodeEvent> settled =
                inhibit(episodes.getSideOutput(Ways.INHIBIT).union(identified.getSideOutput(Ways.INHIBIT)));
        DataStream<ScopeOutput> admitted = admit(scope(episodes.union(identified, settled)));
        DataStream<Incident> incidents = admitted.flatMap(new Incidents())
                .returns(CorrelateTypes.INCIDENT)
                .name("incidents")
                .uid("incidents");
        DataStream<Remediation> remediations = remediate(admitted);
        DataStream<Decision> placed = admitted.flatMap(new Decisions())
                .returns(Decision.class)
                .name("decisions")
                .uid("decisions")
                .union(
                        identified.getSideOutput(TrackFunction.DECISIONS),
                        settled.getSideOutput(TrackFunction.DECISIONS));
        DataStream<Decision> tried = remediations
                .map(RemediationDecision::of)
                .returns(Decision.class)
                .name("decisions of remediation")
                .uid("remediation-decisions");
        return new Correlated(
                incidents,
                remediations,
                episodes.getSideOutput(TrackFunction.RECEIPTS),
                episodes.getSideOutput(TrackFunction.DECISIONS).union(placed, tried),
                Tallies.of(episodes.getSideOutput(TrackFunction.COUNTS), placed, unreadable, folds),
                episodes.getSideOutput(DeadLetters.TAG));
    }

    private static SingleOutputStreamOperator<EpisodeEvent> track(
            DataStream<Alert> alerts, DataStream<DirectiveInput> directives, String defaultBook, long leadMs) {
        return alerts.keyBy(alert -> Topics.key(alert.tenant(), alert.fingerprint()))
                .connect(directives.broadcast(DirectiveStates.all()))
                .process(new TrackFunction(defaultBook, leadMs))
                .returns(CorrelateTypes.EPISODE_EVENT)
                .name("track episodes")
                .uid("track");
    }

    private static SingleOutputStreamOperator<EpisodeEvent> identify(DataStream<EpisodeEvent> episodes) {
        return episodes.keyBy(IdentityMachine::keyOf)
                .transform("merge the same", CorrelateTypes.EPISODE_EVENT, new IdentityOperator())
                .uid("identity");
    }

    private static SingleOutputStreamOperator<EpisodeEvent> inhibit(DataStream<EpisodeEvent> episodes) {
        return episodes.keyBy(InhibitMachine::keyOf)
                .transform("put under causes", CorrelateTypes.EPISODE_EVENT, new InhibitOperator())
                .uid("inhibit");
    }

    private static DataStream<ScopeOutput> scope(DataStream<EpisodeEvent> episodes) {
        return episodes.keyBy(EpisodeEvent::scopeKey)
                .transform("correlate by scope", CorrelateTypes.SCOPE_OUTPUT, new ScopeOperator())
                .uid("scope");
    }

    private static DataStream<ScopeOutput> admit(DataStream<ScopeOutput> decided) {
        return decided.keyBy(AdmitMachine::keyOf)
                .transform("limit open incidents", CorrelateTypes.SCOPE_OUTPUT, new AdmitOperator())
                .uid("admit");
    }

    private static DataStream<Remediation> remediate(DataStream<ScopeOutput> admitted) {
        return admitted.flatMap(new Candidates())
                .returns(Candidate.class)
                .name("candidates")
                .uid("candidates")
                .keyBy(RemediateMachine::keyOf)
                .transform("decide remediation", TypeInformation.of(Remediation.class), new RemediateOperator())
                .uid("remediate");
    }
}
