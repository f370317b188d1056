package io.weir.app.config;

import io.weir.bridge.quota.Quota;
import io.weir.schema.yaml.Section;

/** Reads how much of Weir a tenant may have. */
final class QuotaSection {
    private static final int MOST = Integer.MAX_VALUE;

    private QuotaSection() {}

    /** The quota under {@code quota} of a section; what is left out, all of it too, is as {@code otherwise}. */
    static Quota read(Section parent, Quota otherwise) {
        if (!parent.has("quota")) {
            return otherwise;
        }
        Section section = parent.section("quota");
        return new Quota(
                section.integer(Quota.REQUESTS, 1, MOST).orElse(otherwise.requestsPerSecond()),
                section.integer(Quota.ALERTS, 1, MOST).orElse(otherwise.alertsPerSecond()),
                section.integer(Quota.IDENTITIES, 1, MOST).orElse(otherwise.openIdentities()),
                section.integer(Quota.INCIDENTS, 1, MOST).orElse(otherwise.openIncidents()),
                section.integer(Quota.DOWNTIMES, 0, MOST).orElse(otherwise.downtimes()),
                section.integer(Quota.RULE_BOOK, 0, MOST).orElse(otherwise.ruleBookBytes()));
    }
}
