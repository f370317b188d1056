package io.weir.sink.awx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Remediation;
import java.util.Set;

/** A template whose settings have been read. */
interface Launchable {
    /** The template. */
    long templateId();

    /** The organization that owns it. */
    long organizationId();

    /** The inventories that its playbooks would run on; the first one counts as the fleet. Not empty once checked. */
    Set<String> inventories();

    /** Refuses what cannot be launched rightly; the detail names the setting. */
    void check(Remediation request) throws RefusedException;

    /** What to send for a request. */
    ObjectNode body(Remediation request, long labelId) throws RefusedException;
}
