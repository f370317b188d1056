package io.weir.schema;

/**
 * Repeats of alerts that a bridge did not write one by one, since their tenant was over its quota, on {@code weir.alerts}.
 * Each of them said what a record of the same alert, at most a minute old, had said already; so this says only how many
 * there were, and the account of what was received stays complete.
 *
 * @param tenant owner, decided by the credential alone
 * @param source the intake that took them, as in {@link Alert#source()}
 * @param repeats how many observations it stands for, at least 1
 * @param receivedAt the bridge's receive instant, milliseconds since the epoch
 */
public record Fold(
        @Required String tenant,
        @Required String source,
        @Required long repeats,
        @Required @EpochMillis Long receivedAt) {}
