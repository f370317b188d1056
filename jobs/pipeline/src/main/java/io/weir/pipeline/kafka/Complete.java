package io.weir.pipeline.kafka;

import io.weir.schema.Alert;
import io.weir.schema.Directive;
import io.weir.schema.Fold;
import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;

/**
 * Checks at the edge that a record has what every operator behind it relies on, so that a record of a stranger ends as a
 * dead letter and not as an exception in the middle of a job. Null passes through.
 */
final class Complete {
    private static final int LONGEST_NAME = 64;

    private Complete() {}

    static Alert alert(Alert alert) {
        if (alert != null) {
            name("tenant", alert.tenant());
            name("fingerprint", alert.fingerprint());
            present("status", alert.status());
            present("labels", alert.labels());
            present("annotations", alert.annotations());
            present("receivedAt", alert.receivedAt());
        }
        return alert;
    }

    static Fold fold(Fold fold) {
        name("tenant", fold.tenant());
        if (fold.repeats() < 1) {
            throw new IllegalArgumentException("repeats: expected at least 1, found " + fold.repeats());
        }
        return fold;
    }

    static Directive directive(Directive directive) {
        if (directive != null) {
            present("kind", directive.kind());
            name("tenant", directive.tenant());
            switch (directive.kind()) {
                case RULES -> present("book", directive.book());
                case DOWNTIME -> present("downtime", directive.downtime());
                case TOPOLOGY -> present("topology", directive.topology());
                case ACKNOWLEDGEMENT -> present("acknowledgement", directive.acknowledgement());
            }
        }
        return directive;
    }

    static Incident incident(Incident incident) {
        if (incident != null) {
            name("tenant", incident.tenant());
            name("incidentId", incident.incidentId());
            present("kind", incident.kind());
            present("status", incident.status());
            present("scope", incident.scope());
            present("severity", incident.severity());
            present("title", incident.title());
            present("openedAt", incident.openedAt());
            present("updatedAt", incident.updatedAt());
            present("members", incident.members());
            incident.members().forEach(member -> {
                name("members[].fingerprint", member.fingerprint());
                present("members[].status", member.status());
                present("members[].labels", member.labels());
                present("members[].annotations", member.annotations());
            });
        }
        return incident;
    }

    static Remediation remediation(Remediation remediation) {
        if (remediation != null) {
            name("tenant", remediation.tenant());
            name("remediationId", remediation.remediationId());
            name("incidentId", remediation.incidentId());
            present("kind", remediation.kind());
            if (remediation.kind() == Remediation.Kind.REQUESTED) {
                present("template", remediation.template());
                present("target", remediation.target());
                present("mode", remediation.mode());
                present("expiresAt", remediation.expiresAt());
            }
        }
        return remediation;
    }

    static Retry retry(Retry retry) {
        if (retry != null) {
            name("tenant", retry.tenant());
            present("letterId", retry.letterId());
            present("stage", retry.stage());
        }
        return retry;
    }

    private static void present(String field, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": missing");
        }
    }

    private static void name(String field, String value) {
        present(field, value);
        if (!isName(value)) {
            throw new IllegalArgumentException(field + ": expected 1 to 64 letters, digits and . _ -");
        }
    }

    /** By hand: two names are in each alert, and a pattern takes a tenth of the time of reading it. */
    private static boolean isName(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST_NAME;
    }
}
