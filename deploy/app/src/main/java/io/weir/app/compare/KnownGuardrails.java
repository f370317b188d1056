package io.weir.app.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.execute.GuardLimits;
import io.weir.core.execute.GuardMemory;
import io.weir.core.execute.GuardRefusal;
import io.weir.core.execute.Guardrails;
import io.weir.core.execute.IncidentReach;
import io.weir.schema.Remediation;
import io.weir.schema.Wire;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of the executor's guardrails can be told from history alone, for requests in the order of time: the hosts per
 * incident ({@code blast-radius}), taking it that all that is let through touches its host. Cooldown and attempts are
 * refused by the correlation itself. Not told: concurrency, since nobody knows how long a playbook would have run; the
 * share of a fleet, since nobody knows how large an inventory was; brakes and downtimes that began between request and
 * launch; what AWX itself would have refused.
 */
final class KnownGuardrails {
    /** The field that is added to a request: which guardrail would have refused it; there only then. */
    static final String WOULD_BE_REFUSED = "wouldBeRefused";

    /** As long as the executor itself remembers. */
    private static final long KEEP_MS = 24 * 3_600_000L;

    private final Guardrails guardrails;
    /** The hosts of each incident, the one remediated longest ago first. */
    private final Map<String, IncidentReach> reaches = new LinkedHashMap<>();

    KnownGuardrails(int hostsPerIncident) {
        int any = Integer.MAX_VALUE;
        guardrails = new Guardrails(new GuardLimits(any, any, any, 100, KEEP_MS, hostsPerIncident));
    }

    /** The line of a remediation; a request that would be refused says why. */
    byte[] judged(byte[] line) throws IOException {
        Remediation remediation = Wire.REMEDIATION.read(line);
        if (remediation.kind() != Remediation.Kind.REQUESTED) {
            return line;
        }
        long at = remediation.requestedAt();
        reaches.values().removeIf(reach -> reach.at() + KEEP_MS <= at);
        String incident = remediation.tenant() + "|" + remediation.incidentId();
        IncidentReach reach = reaches.get(incident);
        GuardRefusal no = guardrails.enter(new GuardMemory(), reach, remediation);
        if (no == null) {
            IncidentReach reached = Guardrails.reached(reach, remediation, at);
            if (reached != null) {
                reaches.put(incident, reached);
            }
            return line;
        }
        ObjectNode refused = (ObjectNode) RunJson.MAPPER.readTree(line);
        return RunJson.bytes(refused.put(WOULD_BE_REFUSED, no.reason()));
    }
}
