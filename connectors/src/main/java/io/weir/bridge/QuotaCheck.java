package io.weir.bridge;

import io.weir.bridge.quota.Quota;
import io.weir.bridge.tenant.Tenant;
import io.weir.bridge.view.PublishedBook;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.schema.yaml.YamlEdit;

/** Rule books that were not held against the quota when they were published. */
final class QuotaCheck {
    private QuotaCheck() {}

    /** @throws IllegalArgumentException when the configured book asks for more than the quota in the same configuration */
    static void check(RuleBook book, Tenant tenant) {
        Quota quota = tenant.quota();
        if (book.limits().openIncidents() > quota.openIncidents()) {
            throw new IllegalArgumentException("tenant \"" + tenant.name() + "\": rules: limits.openIncidents: expected"
                    + " at most " + quota.openIncidents() + ", its quota of " + Quota.INCIDENTS + ", found "
                    + book.limits().openIncidents());
        }
    }

    /**
     * What a book has to become so that the quota holds.
     *
     * @param newest the one that was published last; null when there is none, and the default one holds
     * @return the same book with fewer open incidents; null when nothing is to be done
     * @throws InvalidDocumentException when the newest one cannot be read: an older version, or a newer one, took it
     */
    static String reduced(PublishedBook newest, Quota quota) {
        boolean ofDefault = newest == null || isReducedDefault(newest);
        String full = ofDefault ? RuleBookParser.defaultBookYaml() : newest.yaml();
        RuleBook book = ofDefault ? RuleBookParser.defaultBook() : RuleBookParser.parse(full);
        int most = quota.openIncidents();
        String reduced = book.limits().openIncidents() <= most ? full : withLess(full, most);
        String inForce = newest == null ? full : newest.yaml();
        return reduced.equals(inForce) ? null : reduced;
    }

    /** It was made for another quota: a larger one lets it have more again. */
    private static boolean isReducedDefault(PublishedBook book) {
        return PublishedBook.QUOTA.equals(book.author())
                && book.yaml()
                        .equals(withLess(
                                RuleBookParser.defaultBookYaml(),
                                RuleBookParser.parse(book.yaml()).limits().openIncidents()));
    }

    private static String withLess(String yaml, int openIncidents) {
        return YamlEdit.set(yaml, "limits", "openIncidents", openIncidents);
    }
}
