package io.weir.core.scope;

import io.weir.schema.Incident;

/**
 * One output of {@code Correlate}: exactly one of the two is not null.
 *
 * @param incident a revision to publish
 * @param candidate something that may be remediated
 */
public record ScopeOutput(Incident incident, Candidate candidate) {
    static ScopeOutput of(Incident incident) {
        return new ScopeOutput(incident, null);
    }

    static ScopeOutput of(Candidate candidate) {
        return new ScopeOutput(null, candidate);
    }
}
