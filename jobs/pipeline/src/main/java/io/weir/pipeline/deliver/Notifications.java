package io.weir.pipeline.deliver;

import io.weir.core.Digest;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.Phase;
import io.weir.sink.text.NotificationText;
import java.util.List;
import java.util.Locale;

/**
 * Makes notifications. The name of a phase is unique in the incident's life, and follows from the revision alone:
 * {@code opened}, {@code escalated-critical}, {@code resolved}; from the first reopen on {@code reopened-2} and {@code
 * resolved-2}, and so on.
 */
final class Notifications {
    private static final int ID_DIGITS = 20;

    private Notifications() {}

    /** Which life an incident is in: 1, and one more with each reopen. */
    static int life(Incident incident) {
        return incident.reopened() + 1;
    }

    /** The name of a phase in a life. */
    static String name(Phase phase, int life, Severity severity) {
        return switch (phase) {
            case OPENED -> phase.word();
            case ESCALATED -> phase.word() + "-" + severity.word();
            case REOPENED -> phase.word() + "-" + life;
            case RESOLVED -> life == 1 ? phase.word() : phase.word() + "-" + life;
        };
    }

    /** The id of the intent to tell {@code channel} of one phase. */
    static String id(String tenant, String incidentId, String channel, String phase) {
        return "n-" + Digest.of(ID_DIGITS, tenant, incidentId, channel, phase);
    }

    /**
     * A notification.
     *
     * @param alsoTells earlier phases that were not told
     * @param ticketUrl null while none is known
     */
    static Notification of(Incident incident, String channel, Phase phase, List<String> alsoTells, String ticketUrl) {
        String name = name(phase, life(incident), incident.severity());
        return new Notification(
                id(incident.tenant(), incident.incidentId(), channel, name),
                id(incident.tenant(), incident.incidentId(), channel, Phase.OPENED.word()),
                incident.tenant(),
                channel,
                name,
                List.copyOf(alsoTells),
                incident.incidentId(),
                incident.revision(),
                incident.status().name().toLowerCase(Locale.ROOT),
                incident.severity().word(),
                NotificationText.title(incident),
                NotificationText.scope(incident),
                incident.openedAt(),
                incident.updatedAt(),
                incident.resolvedAt(),
                incident.resolution(),
                incident.firingCount(),
                incident.memberCount(),
                ticketUrl,
                NotificationText.subject(incident, phase.word()),
                NotificationText.text(incident, phase.word(), ticketUrl),
                null,
                incident.trace());
    }
}
