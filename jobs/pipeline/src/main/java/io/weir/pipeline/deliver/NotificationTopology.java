package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/** Incidents, retries and tickets in; people told outside; receipts out, dead letters on the side. */
final class NotificationTopology {
    private NotificationTopology() {}

    /**
     * Adds the part of the deliver job that tells people.
     *
     * @param retries of any stage
     * @param receipts of any kind; those of tickets tell the page that later messages link to
     */
    static SingleOutputStreamOperator<Receipt> define(
            DataStream<DecidedRevision> incidents,
            DataStream<Retry> retries,
            DataStream<Receipt> receipts,
            DeliverSettings settings,
            NotifierOpener notifiers,
            Controls controls,
            JobTies ties) {
        DataStream<NotificationInput> revisions = incidents
                .map(revision -> NotificationInput.of(revision.incident()))
                .returns(NotificationInput.class)
                .name("revisions to tell")
                .uid("notification-incidents")
                // as many tasks as before it: spread over more, those of one incident would overtake each other
                .setParallelism(incidents.getParallelism());
        DataStream<NotificationInput> again = retries.flatMap((Retry retry, Collector<NotificationInput> out) -> {
                    if (NotificationInput.concerns(retry)) {
                        out.collect(NotificationInput.of(retry));
                    }
                })
                .returns(NotificationInput.class)
                .name("notifications to tell after all")
                .uid("notification-retries");
        DataStream<NotificationInput> pages = receipts.flatMap((Receipt receipt, Collector<NotificationInput> out) -> {
                    if (NotificationInput.tellsOfTicket(receipt)) {
                        out.collect(NotificationInput.of(receipt));
                    }
                })
                .returns(NotificationInput.class)
                .name("pages of tickets")
                .uid("notification-tickets")
                .setParallelism(receipts.getParallelism());
        return revisions
                .union(again, pages)
                .keyBy(NotificationInput::key)
                .process(new NotificationDelivery(
                        notifiers,
                        settings.notifications(),
                        settings.tuning(),
                        TaskShare.of(settings, 1, Integer.MAX_VALUE),
                        controls,
                        ties))
                .returns(Receipt.class)
                .name("tell people")
                .uid("notification-delivery");
    }
}
