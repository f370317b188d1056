package io.weir.core.scope;

import io.weir.core.EpisodeEvent;

/**
 * A start of habitual noise that nobody was told of.
 *
 * @param started the start
 * @param until it is over by then, or it deviates from its habit; milliseconds of pipeline time
 */
public record HeldHabit(EpisodeEvent started, long until) {}
