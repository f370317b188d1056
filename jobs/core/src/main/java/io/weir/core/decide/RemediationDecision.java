package io.weir.core.decide;

import io.weir.schema.Decision;
import io.weir.schema.Remediation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was decided about a playbook, for people. */
public final class RemediationDecision {
    private RemediationDecision() {}

    /** The decision behind a remediation: its reason is {@code requested}, {@code cancelled} or what refused it. */
    public static Decision of(Remediation remediation) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("remediation", remediation.remediationId());
        put(detail, "template", remediation.template());
        put(detail, "target", remediation.target());
        put(detail, "mode", mode(remediation));
        return new Decision(
                remediation.tenant(),
                remediation.requestedAt(),
                Decision.Kind.REMEDIATION,
                switch (remediation.kind()) {
                    case REQUESTED -> "requested";
                    case CANCELLED -> "cancelled";
                    case REFUSED -> remediation.reason();
                },
                remediation.alertname(),
                remediation.fingerprint(),
                null,
                remediation.incidentId(),
                null,
                null,
                remediation.rule(),
                null,
                detail);
    }

    private static String mode(Remediation remediation) {
        return remediation.mode() == null
                ? null
                : remediation.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(Map<String, String> detail, String name, String value) {
        if (value != null && !value.isEmpty()) {
            detail.put(name, value);
        }
    }
}
