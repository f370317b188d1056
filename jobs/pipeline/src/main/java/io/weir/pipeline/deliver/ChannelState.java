package io.weir.pipeline.deliver;

import io.weir.schema.Severity;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.Phase;
import java.util.List;

/**
 * What one channel was told of one incident. Times are milliseconds since the epoch, wall clock. Components may be added
 * (null or 0 in old checkpoints) but never renamed, and nothing is validated here.
 *
 * @param channel its name
 * @param phases what the routes that ever led here want told
 * @param told worst severity that is decided to be told; null when nothing is
 * @param openedLife newest life of the incident (1, and one more with each reopen) whose begin is decided; 0 when none
 * @param resolvedLife newest life whose end is decided; 0 when none
 * @param untold phases that were not told and are told along with the next
 * @param current what is to be told now; null when nothing is
 * @param currentSince when it became due
 * @param later what is to be told after that; null when nothing is
 * @param laterSince when it became due
 * @param intent whether a call is out, or may go out once this state is in a completed checkpoint
 * @param uncertain whether {@code current} may have been told already
 * @param run which run of the job wrote this
 * @param attempts failures in a row
 * @param nextAttemptAt not to be tried before
 * @param problem of the last failure; null when there was none
 * @param toldPhases which phases it was told, by themselves or along with others; null in old checkpoints
 * @param remark who will not get {@code current}; null when all will
 */
public record ChannelState(
        String channel,
        List<Phase> phases,
        Severity told,
        int openedLife,
        int resolvedLife,
        List<String> untold,
        Notification current,
        long currentSince,
        Notification later,
        long laterSince,
        boolean intent,
        boolean uncertain,
        String run,
        int attempts,
        long nextAttemptAt,
        String problem,
        List<String> toldPhases,
        String remark) {}
