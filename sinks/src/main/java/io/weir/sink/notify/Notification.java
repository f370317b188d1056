package io.weir.sink.notify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * What one channel is told about one phase of one incident; also the JSON body of a generic webhook. It does not change
 * any more once it is made, so a repeat is the same. Times are milliseconds since the epoch.
 *
 * @param id of the intent: a hash of tenant, incident, channel and phase, the same each time it is told
 * @param threadId id of the intent that opened the conversation; equal to {@code id} in the opening one
 * @param tenant owner
 * @param channel the tenant's name for the channel
 * @param phase which phase, unique in the incident's life, for example {@code opened}, {@code resolved-2}
 * @param alsoTells earlier phases that were not told by themselves, oldest first
 * @param incidentId the incident
 * @param revision the revision that made this due
 * @param status open or resolved
 * @param severity worst severity ever seen
 * @param title one line, bounded
 * @param scope routing labels, bounded
 * @param openedAt when its first alert was received
 * @param updatedAt when the revision was decided
 * @param resolvedAt null while open
 * @param resolution recovered, stale, gone or merged; null while open
 * @param firing alerts that fire
 * @param alerts alerts ever
 * @param ticketUrl the ticket's page; null while none is known
 * @param subject one line for people, bounded
 * @param text for people, bounded
 * @param onlyTo mail addresses of the channel that are still to get it, when the others have it; null for all of them.
 *     Never set for webhooks
 * @param trace the incident's place in a trace, for our own spans and not for those who are told; null when there is none
 */
public record Notification(
        String id,
        String threadId,
        String tenant,
        String channel,
        String phase,
        List<String> alsoTells,
        String incidentId,
        long revision,
        String status,
        String severity,
        String title,
        Map<String, String> scope,
        Long openedAt,
        Long updatedAt,
        Long resolvedAt,
        String resolution,
        int firing,
        int alerts,
        String ticketUrl,
        String subject,
        String text,
        List<String> onlyTo,
        @JsonIgnore String trace) {
    /** Of an incident that is in no trace. */
    public Notification(
            String id,
            String threadId,
            String tenant,
            String channel,
            String phase,
            List<String> alsoTells,
            String incidentId,
            long revision,
            String status,
            String severity,
            String title,
            Map<String, String> scope,
            Long openedAt,
            Long updatedAt,
            Long resolvedAt,
            String resolution,
            int firing,
            int alerts,
            String ticketUrl,
            String subject,
            String text,
            List<String> onlyTo) {
        this(
                id,
                threadId,
                tenant,
                channel,
                phase,
                alsoTells,
                incidentId,
                revision,
                status,
                severity,
                title,
                scope,
                openedAt,
                updatedAt,
                resolvedAt,
                resolution,
                firing,
                alerts,
                ticketUrl,
                subject,
                text,
                onlyTo,
                null);
    }

    /** The text for people, with what was not told before. */
    public String body() {
        return alsoTells == null || alsoTells.isEmpty()
                ? text
                : "Not told before: " + String.join(", ", alsoTells) + "\n\n" + text;
    }

    /** The same, telling other phases along. */
    public Notification telling(List<String> phases) {
        return with(List.copyOf(phases), onlyTo);
    }

    /** The same for some of the channel's addresses. */
    public Notification to(List<String> addresses) {
        return with(alsoTells, List.copyOf(addresses));
    }

    private Notification with(List<String> phases, List<String> addresses) {
        return new Notification(
                id,
                threadId,
                tenant,
                channel,
                phase,
                phases,
                incidentId,
                revision,
                status,
                severity,
                title,
                scope,
                openedAt,
                updatedAt,
                resolvedAt,
                resolution,
                firing,
                alerts,
                ticketUrl,
                subject,
                text,
                addresses,
                trace);
    }
}
