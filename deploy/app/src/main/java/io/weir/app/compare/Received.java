package io.weir.app.compare;

/**
 * What a run took in.
 *
 * @param alerts observations received, by the account of the job; null when it told none
 * @param deadLetters what could not be processed
 */
public record Received(Long alerts, long deadLetters) {}
