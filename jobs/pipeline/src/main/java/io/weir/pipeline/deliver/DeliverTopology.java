package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.kafka.Feed;
import io.weir.pipeline.kafka.LogSinks;
import io.weir.pipeline.kafka.LogSources;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.DeadLetter;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Incidents and remediations in; tickets, playbook runs and notifications outside; receipts and dead letters out.
 */
final class DeliverTopology {
    private DeliverTopology() {}

    /**
     * Adds the job to {@code env}.
     *
     * @param runners null when there is no playbook runner
     * @param controls brakes and downtimes
     * @param notifiers null when there is nobody to tell
     */
    static void define(
            StreamExecutionEnvironment env,
            DeliverSettings settings,
            TicketSinks sinks,
            Runners runners,
            Controls controls,
            NotifierOpener notifiers) {
        Feed<DecidedRevision> incidents = LogSources.incidents(env, settings);
        Feed<Remediation> remediations = LogSources.remediations(env, settings);
        Feed<Retry> retries = LogSources.retries(env, settings);

        JobTies ties = new JobTies(
                settings.kafka(), System.currentTimeMillis(), settings.tuning().maxAgeMs());
        SingleOutputStreamOperator<RemediationNews> news =
                execute(remediations.records(), retries.records(), settings, runners, controls, ties);
        DataStream<TicketSignal> signals = news.map(heard -> new TicketSignal(heard, null))
                .returns(TicketSignal.class)
                .name("news of remediations")
                .uid("remediation-news")
                // as many tasks as before it, so that the news keep their order
                .setParallelism(news.getParallelism())
                .union(asked(retries));
        SingleOutputStreamOperator<Receipt> receipts =
                deliver(incidents.records(), signals, settings, sinks, controls, ties);

        DataStream<Receipt> allReceipts = receipts;
        DataStream<DeadLetter> letters = incidents
                .unreadable()
                .union(
                        remediations.unreadable(),
                        retries.unreadable(),
                        news.getSideOutput(DeadLetters.TAG),
                        receipts.getSideOutput(DeadLetters.TAG));
        Feed<Receipt> assets = AssetTopology.define(env, settings, controls, ties);
        if (assets != null) {
            allReceipts = allReceipts.union(assets.records());
            letters = letters.union(assets.unreadable());
        }
        if (notifiers != null) {
            SingleOutputStreamOperator<Receipt> told = NotificationTopology.define(
                    incidents.records(), retries.records(), receipts, settings, notifiers, controls, ties);
            allReceipts = allReceipts.union(told);
            letters = letters.union(told.getSideOutput(DeadLetters.TAG));
        }
        // from operators with different numbers of tasks: those about one thing are to go by one way
        LogSinks.receipts(allReceipts.keyBy(LogSinks::subjectOf), settings.kafka());
        LogSinks.deadLetters(letters, settings.kafka());
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

    private static SingleOutputStreamOperator<RemediationNews> execute(
            DataStream<Remediation> remediations,
            DataStream<Retry> retries,
            DeliverSettings settings,
            Runners runners,
            Controls controls,
            JobTies ties) {
        int calls = settings.tuning().runnerCalls();
        int tasks = tasks(settings, calls);
        DataStream<Retry> ours = retries.filter(
                        retry -> Retries.STAGE.equals(retry.stage()) && retry.remediationId() != null)
                .name("retries of playbooks")
                .uid("remediation-retries");
        return remediations
                .connect(ours)
                .keyBy(Remediation::tenant, Retry::tenant)
                .process(new RemediationExecution(ExecutionSetup.of(
                        settings, runners, controls, TaskShare.of(settings, calls / tasks, Integer.MAX_VALUE), ties)))
                .returns(RemediationNews.class)
                .name("run playbooks")
                .uid("remediation-execution")
                .setParallelism(tasks);
    }

    private static SingleOutputStreamOperator<Receipt> deliver(
            DataStream<DecidedRevision> incidents,
            DataStream<TicketSignal> signals,
            DeliverSettings settings,
            TicketSinks sinks,
            Controls controls,
            JobTies ties) {
        DeliverTuning tuning = settings.tuning();
        int tasks = tasks(settings, tuning.ticketCalls());
        return incidents
                .connect(signals)
                .keyBy(
                        revision -> Topics.key(revision.tenant(), revision.incidentId()),
                        signal -> Topics.key(signal.tenant(), signal.incidentId()))
                .process(new TicketDelivery(
                        sinks,
                        tuning,
                        TaskShare.of(settings, tuning.ticketCalls() / tasks, tuning.ticketsPerSecond() / tasks),
                        controls,
                        ties))
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
