package io.weir.bridge;

import io.weir.bridge.quota.Quota;
import io.weir.bridge.tenant.Tenant;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.regex.Pattern;

/** Rule books that do not come from a tenant, held against its quota. */
final class QuotaCheck {
    private static final Pattern OPEN_INCIDENTS = Pattern.compile("(?m)^(\\s+openIncidents:)\\s*\\d+");

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

    /** The YAML of the book a tenant begins with: its own, or the default one with less; null when the default holds. */
    static String initialBook(Tenant tenant) {
        int most = tenant.quota().openIncidents();
        if (tenant.rules() != null || RuleBookParser.defaultBook().limits().openIncidents() <= most) {
            return tenant.rules();
        }
        return OPEN_INCIDENTS.matcher(RuleBookParser.defaultBookYaml()).replaceFirst("$1 " + most);
    }
}
