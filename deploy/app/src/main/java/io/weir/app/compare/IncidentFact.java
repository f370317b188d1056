package io.weir.app.compare;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is said of an incident as a whole.
 *
 * @param at when; milliseconds since the epoch
 * @param published whether a revision came out
 * @param held why it is kept back; null when it is not
 * @param overflow the incident that stands for it then; null when none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentFact(long at, boolean published, String held, String overflow) {
    /** What holds once this is known beside {@code known}, which may be null: what was published once is seen. */
    IncidentFact after(IncidentFact known) {
        if (known == null || published) {
            return this;
        }
        return known.published || known.at > at ? known : this;
    }
}
