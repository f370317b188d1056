package io.weir.bridge.quota;

/**
 * What was decided of one alert.
 *
 * @param alert that was judged
 * @param verdict what becomes of it
 * @param number its place among the decisions, see {@link LastWord}; 0 when nothing of it is written
 */
record Judged(Observation alert, Verdict verdict, long number) {}
