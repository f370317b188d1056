package io.weir.app.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the incidents of two runs that concern the same alerts differ. */
public enum ChangeKind {
    /** An incident whose alerts were in none before. */
    ADDED,
    /** An incident whose alerts are in none after. */
    REMOVED,
    /** Several incidents are one. */
    MERGED,
    /** One incident is several. */
    SPLIT,
    /** Several incidents are several others. */
    REGROUPED,
    /** One incident is still one, and differs. */
    CHANGED;

    /** The word in documents and conditions. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
