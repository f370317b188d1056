package io.weir.pipeline.correlate;

import io.weir.core.track.TrackState;
import java.util.List;

/**
 * All keyed state of {@link TrackFunction} in one value, so that an alert costs one read and one write.
 *
 * @param track the machine's state; null when nothing is known
 * @param wakeAt when the machine wants to be woken; null when it does not
 * @param timerAt the one registered timer; null when there is none; never later than what is due
 * @param waiting alerts that wait for directives, in order; null when none
 */
public record TrackEntry(TrackState track, Long wakeAt, Long timerAt, List<HeldAlert> waiting) {}
