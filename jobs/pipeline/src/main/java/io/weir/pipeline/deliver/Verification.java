package io.weir.pipeline.deliver;

import io.weir.schema.Remediation;

/**
 * A playbook has ended well; now the alert has to end too.
 *
 * @param request the remediation
 * @param jobId the job that ran it
 * @param jobUrl its page for people
 * @param until the alert has to end before this, milliseconds since the epoch, wall clock
 */
public record Verification(Remediation request, String jobId, String jobUrl, long until) {}
