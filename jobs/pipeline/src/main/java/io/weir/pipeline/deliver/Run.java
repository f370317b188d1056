package io.weir.pipeline.deliver;

import java.util.UUID;

/**
 * One life of a task, from its start or restore to its end. State that another life wrote may be older than what that
 * life did outside.
 *
 * @param id unique
 * @param startedAt when its first record came or its first timer fired, milliseconds since the epoch
 */
record Run(String id, long startedAt) {
    static Run begin(long now) {
        return new Run(UUID.randomUUID().toString(), now);
    }
}
