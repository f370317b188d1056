package io.weir.bridge.view;

import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(PublishedBook.class);

    /**
     * What a book says. Of one that another version took and this one cannot read nothing is known, and the jobs do not obey
     * it either: then as if there were none.
     *
     * @param published null when there is none: the default book holds
     */
    public static RuleBook rulesOf(PublishedBook published) {
        if (published == null) {
            return RuleBookParser.defaultBook();
        }
        try {
            return RuleBookParser.parse(published.yaml());
        } catch (InvalidDocumentException e) {
            LOG.warn("the rule book {} cannot be read: {}", published.version(), e.getMessage());
            return RuleBookParser.defaultBook();
        }
    }
}
