package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.kafka.Feed;
import io.weir.pipeline.kafka.LogSinks;
import io.weir.pipeline.kafka.LogSources;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Topics;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Incidents and remediations in; tickets and playbook runs outside; receipts and dead letters out. */
final class DeliverTopology {
    private DeliverTopology() {}

    /**
     * Adds the job to {@code env}.
     *
     * @param runners null when there is no playbook runner
     */
    static void define(StreamExecutionEnvironment env, DeliverSettings settings, TicketSinks sinks, Runners runners) {
        Feed<Incident> incidents = LogSources.incidents(env, settings);
        Feed<Remediation> remediations = LogSources.remediations(env, settings);

        DataStream<RemediationNews> news = execute(remediations.records(), settings, runners);
        SingleOutputStreamOperator<Receipt> receipts = deliver(incidents.records(), news, settings, sinks);

        LogSinks.receipts(receipts, settings.kafka());
        LogSinks.deadLetters(
                incidents.unreadable().union(remediations.unreadable(), receipts.getSideOutput(DeadLetters.TAG)),
                settings.kafka());
    }

    private static DataStream<RemediationNews> execute(
            DataStream<Remediation> remediations, DeliverSettings settings, Runners runners) {
        int tasks = tasks(settings, settings.tuning().runnerCalls());
        return remediations
                .keyBy(remediation -> Topics.key(remediation.tenant(), remediation.remediationId()))
                .process(new RemediationExecution(
                        runners,
                        settings.tuning(),
                        settings.tuning().runnerCalls() / tasks,
                        settings.engine().checkpointEveryMs() > 0))
                .returns(RemediationNews.class)
                .name("run playbooks")
                .uid("remediation-execution")
                .setParallelism(tasks);
    }

    private static SingleOutputStreamOperator<Receipt> deliver(
            DataStream<Incident> incidents,
            DataStream<RemediationNews> news,
            DeliverSettings settings,
            TicketSinks sinks) {
        DeliverTuning tuning = settings.tuning();
        int tasks = tasks(settings, tuning.ticketCalls());
        return incidents
                .connect(news)
                .keyBy(
                        incident -> Topics.key(incident.tenant(), incident.incidentId()),
                        heard -> Topics.key(
                                heard.request().tenant(), heard.request().incidentId()))
                .process(new TicketDelivery(
                        sinks,
                        tuning,
                        tuning.ticketCalls() / tasks,
                        settings.engine().checkpointEveryMs() > 0))
                .returns(Receipt.class)
                .name("deliver tickets")
                .uid("ticket-delivery")
                .setParallelism(tasks);
    }

    /** No more tasks than calls that may be made at once: each task makes one at least. */
    private static int tasks(DeliverSettings settings, int calls) {
        return Math.min(settings.engine().parallelism(), calls);
    }
}
