package io.weir.bridge.view;

/**
 * A rule book on the log.
 *
 * @param version its author's name for it
 * @param yaml all of it
 * @param effectiveFrom not before this instant, milliseconds since the epoch; null when its author named none
 * @param recordedAt timestamp of its record, milliseconds since the epoch
 */
public record PublishedBook(String version, String yaml, Long effectiveFrom, long recordedAt) {
    /** Author of the books that come from the configuration of the bridge. */
    public static final String CONFIGURATION = "configuration";
}
