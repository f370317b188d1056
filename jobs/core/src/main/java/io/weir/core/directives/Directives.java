package io.weir.core.directives;

import io.weir.schema.Downtime;
import io.weir.schema.rules.RuleBook;
import java.util.Map;

/** The rules and downtimes in force at an instant. */
public interface Directives {

    /** The tenant's rule book in force at {@code at}; never null. */
    RuleBook rulesAt(String tenant, long at);

    /** The downtime that holds an alert with these labels at {@code at}, the one that ends last; null when none does. */
    Downtime downtimeAt(String tenant, Map<String, String> labels, long at);
}
