package io.weir.core.execute;

/**
 * A guardrail's no.
 *
 * @param reason which, a stable word
 * @param detail the numbers, for people
 */
public record GuardRefusal(String reason, String detail) {}
