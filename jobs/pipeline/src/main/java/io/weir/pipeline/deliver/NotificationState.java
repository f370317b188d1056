package io.weir.pipeline.deliver;

import io.weir.schema.Severity;
import java.util.List;

/**
 * What is known of whom was told of one incident. Times are milliseconds since the epoch, wall clock. Components may be
 * added (null or 0 in old checkpoints) but never renamed, and nothing is validated here.
 *
 * @param revision newest revision seen; 0 when none
 * @param resolved whether it says so
 * @param firstSeverity severity of the first revision seen; null when none
 * @param ticketUrl null until it is known
 * @param forgetAt when to forget all of it; 0 while there is something to do
 * @param channels those that are concerned
 */
public record NotificationState(
        long revision,
        boolean resolved,
        Severity firstSeverity,
        String ticketUrl,
        long forgetAt,
        List<ChannelState> channels) {}
