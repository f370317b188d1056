package io.weir.core.track;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Receipt;

/**
 * One decision of {@code Track}.
 *
 * @param verdict what became of the observation
 * @param event for {@code Correlate}; null when nothing changes for it
 * @param receipt for people; null when there is nothing to tell
 */
public record TrackOutput(Verdict verdict, EpisodeEvent event, Receipt receipt) {}
