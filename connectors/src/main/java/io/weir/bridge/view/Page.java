package io.weir.bridge.view;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items newest first
 * @param next where the next page begins; null when this is the last one
 */
public record Page<E>(List<E> items, Position next) {}
