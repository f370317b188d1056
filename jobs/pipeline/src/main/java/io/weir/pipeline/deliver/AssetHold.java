package io.weir.pipeline.deliver;

/**
 * A downtime takes a machine, or lets it go.
 *
 * @param tenant owner
 * @param asset name of the machine
 * @param downtimeId the downtime
 * @param held whether it holds from now on
 * @param refusal why it could not be found out which machines it takes; then {@code asset} is null and nothing is held;
 *     else null
 */
public record AssetHold(String tenant, String asset, String downtimeId, boolean held, String refusal) {}
