package io.weir.bridge.view;

/**
 * A rule book on the log.
 *
 * @param version its author's name for it
 * @param yaml all of it
 * @param effectiveFrom not before this instant, milliseconds since the epoch; null when its author named none
 * @param author who published it: {@link #CONFIGURATION}, {@link #QUOTA}, or the source of a credential; null for the
 *     shipped one
 * @param recordedAt timestamp of its record, milliseconds since the epoch
 */
public record PublishedBook(String version, String yaml, Long effectiveFrom, String author, long recordedAt) {
    /** Author of the books that come from the configuration of the bridge. */
    public static final String CONFIGURATION = "configuration";

    /** Author of the books that had to be reduced to what the tenant's quota allows. */
    public static final String QUOTA = "quota";
}
