package io.weir.core.scope;

import io.weir.core.EpisodeEvent;

/**
 * A start so recent that it may turn out to have been the first of a burst.
 *
 * @param started the start
 * @param incidentId where it was put
 */
public record Provisional(EpisodeEvent started, String incidentId) {}
