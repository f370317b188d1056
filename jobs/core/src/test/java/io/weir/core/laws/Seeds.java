package io.weir.core.laws;

/**
 * What the stories of the laws are made from. The same in every build, so that one that passed passes again: the laws hold
 * within the memory of an alert, and a story now and then reaches beyond it. Another seed tells other stories.
 */
final class Seeds {
    static final String OF_BUILDS = "20261128";

    private Seeds() {}
}
