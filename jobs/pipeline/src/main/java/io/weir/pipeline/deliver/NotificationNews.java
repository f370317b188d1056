package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.schema.DeadLetter;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.NotificationJson;

/**
 * What became of a notification.
 *
 * @param state one of the words below
 * @param reason a stable word, or why it is so; null when the state says it all
 * @param detail for people; null when there is no more to say
 */
record NotificationNews(Notification notification, String state, String reason, String detail) {
    /** The channel took it. */
    static final String SENT = "sent";
    /** It was given up; a dead letter has it. */
    static final String FAILED = "failed";
    /** It was not tried: too old, or told along with another. */
    static final String SKIPPED = "skipped";

    /** For the log. */
    Receipt receipt(long now) {
        return new Receipt(
                notification.tenant(),
                Receipt.Kind.NOTIFICATION,
                notification.incidentId(),
                notification.revision(),
                state,
                detail == null ? reason : reason + ": " + detail,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                null,
                notification.channel(),
                notification.phase(),
                null);
    }

    /** For whoever wants it told after all. */
    DeadLetter deadLetter(long now) {
        return DeadLetters.of(
                notification.tenant(),
                NotificationInput.STAGE,
                reason,
                notification.phase() + " to " + notification.channel() + (detail == null ? "" : ": " + detail),
                Topics.INCIDENTS,
                NotificationJson.write(notification),
                notification.incidentId(),
                now);
    }
}
