package io.weir.pipeline.deliver;

import io.weir.schema.Severity;
import java.util.List;

/**
 * What is known of one incident's ticket, as it is kept. Times are milliseconds since the epoch, wall clock. Components
 * may be added (null or 0 in old checkpoints) but never renamed, and nothing is validated here.
 *
 * @param desired newest revision as {@link KeptRevision} has it; null in the short form that only remembers the ticket
 * @param desiredRevision its number; 0 while no revision has come
 * @param resolved whether the newest revision says so
 * @param shown revision that the ticket shows, likewise; null when not known
 * @param shownRevision its number; 0 when none
 * @param abandonedRevision revision that was given up; 0 when none
 * @param ticketId null until it is known
 * @param ticketUrl null until it is known
 * @param intent whether a call is out, or may go out once this state is in a completed checkpoint
 * @param uncertain whether something may have been written that is not known
 * @param run which run of the job wrote this
 * @param attempts failures in a row
 * @param nextAttemptAt not to be tried before
 * @param notes lines not in the ticket yet, oldest first
 * @param written ids of lines that are in the ticket, or were dropped
 * @param verifications playbooks that ended well and are watched
 * @param forgetAt when to forget more of it; 0 while there is something to do
 * @param severity of the newest revision; null in old checkpoints
 * @param updatedAt when the newest revision was decided, milliseconds since the epoch; null in old checkpoints
 * @param sight ticket as last seen: its status; null when never
 * @param sightVersion its version; null when never
 * @param sightMemory what the sink wants back; null for nothing
 * @param sightReason what a person did to it, in words; null for nothing
 * @param lookAt when to look next whether the ticket was changed; null or 0 for never
 * @param told whether people were told that the ticket is late; null for no
 * @param revisit whether the ticket is to be visited at the next look, for nobody watched; null for no
 * @param notesHeld whether the lines that wait were refused, or the ticket is gone; null for no
 */
@SuppressWarnings("ArrayRecordComponent")
public record TicketState(
        byte[] desired,
        long desiredRevision,
        boolean resolved,
        byte[] shown,
        long shownRevision,
        long abandonedRevision,
        String ticketId,
        String ticketUrl,
        boolean intent,
        boolean uncertain,
        String run,
        int attempts,
        long nextAttemptAt,
        List<NoteLine> notes,
        List<String> written,
        List<Verification> verifications,
        long forgetAt,
        Severity severity,
        Long updatedAt,
        String sight,
        String sightVersion,
        String sightMemory,
        String sightReason,
        Long lookAt,
        Boolean told,
        Boolean revisit,
        Boolean notesHeld) {}
