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
import io.weir.schema.Retry;
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

        Feed<Retry> retries = LogSources.retries(env, settings);

        DataStream<TicketSignal> signals = execute(remediations.records(), settings, runners)
                .map(news -> new TicketSignal(news, null))
                .returns(TicketSignal.class)
                .name("news of remediations")
                .uid("remediation-news")
                .union(asked(retries));
        SingleOutputStreamOperator<Receipt> receipts = deliver(incidents.records(), signals, settings, sinks);

        LogSinks.receipts(receipts, settings.kafka());
        LogSinks.deadLetters(
                incidents
                        .unreadable()
                        .union(
                                remediations.unreadable(),
                                retries.unreadable(),
                                receipts.getSideOutput(DeadLetters.TAG)),
                settings.kafka());
    }

    /** Tickets that were given up and are to be tried again. */
    private static DataStream<TicketSignal> asked(Feed<Retry> retries) {
        return retries.records()
                .filter(retry -> retry.stage().equals(TicketReceipts.STAGE) && retry.incidentId() != null)
                .name("letters about tickets")
                .uid("ticket-letters")
                .map(retry -> new TicketSignal(null, retry))
                .returns(TicketSignal.class)
                .name("tickets to try again")
                .uid("tickets-to-retry");
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
            DataStream<TicketSignal> signals,
            DeliverSettings settings,
            TicketSinks sinks) {
        DeliverTuning tuning = settings.tuning();
        int tasks = tasks(settings, tuning.ticketCalls());
        return incidents
                .connect(signals)
                .keyBy(
                        incident -> Topics.key(incident.tenant(), incident.incidentId()),
                        signal -> Topics.key(signal.tenant(), signal.incidentId()))
                .process(new TicketDelivery(
                        sinks,
                        tuning,
                        share(settings, tuning.ticketCalls() / tasks, tuning.ticketsPerSecond() / tasks),
                        new ReceiptLog(settings.kafka())))
                .returns(Receipt.class)
                .name("deliver tickets")
                .uid("ticket-delivery")
                .setParallelism(tasks);
    }

    /** The lease outlasts several checkpoints, or it would end between two. */
    private static TaskShare share(DeliverSettings settings, int calls, double perSecond) {
        long checkpoint = settings.engine().checkpointEveryMs();
        long lease = settings.tuning().leaseMs();
        return new TaskShare(calls, perSecond, checkpoint > 0, lease == 0 ? 0 : Math.max(lease, 3 * checkpoint));
    }

    /** No more tasks than calls that may be made at once: each task makes one at least. */
    private static int tasks(DeliverSettings settings, int calls) {
        return Math.min(settings.engine().parallelism(), calls);
    }
}
