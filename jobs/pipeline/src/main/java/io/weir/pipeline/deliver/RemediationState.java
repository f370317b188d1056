package io.weir.pipeline.deliver;

import io.weir.schema.Remediation;

/**
 * What is known of one remediation, as it is kept. Times are milliseconds since the epoch, wall clock. Components may be
 * added (null or 0 in old checkpoints) but never renamed, and nothing is validated here.
 *
 * @param request the decision
 * @param phase how far it is
 * @param intent whether a launch is out, or may go out once this state is in a completed checkpoint
 * @param unclear whether a job may have been started that is not known
 * @param withdrawn why it was taken back; null when it was not
 * @param jobId null until it is known
 * @param jobUrl null until it is known
 * @param status the job's last known status; null before
 * @param launchedAt when the job was known; 0 before
 * @param run which run of the job wrote this
 * @param attempts failures in a row
 * @param nextAt not to be tried or asked before
 * @param pollMs pause between two questions
 * @param forgetAt when to forget it; 0 before it is over
 * @param stopping why its job is to stop or was; null when it is not
 * @param runningSince when its job was first seen running, 0 before
 * @param round how often a person had it tried again
 * @param lookingSince since when a launch in doubt is only looked for, because it is not wanted any more; 0 when it is not
 */
public record RemediationState(
        Remediation request,
        Phase phase,
        boolean intent,
        boolean unclear,
        String withdrawn,
        String jobId,
        String jobUrl,
        String status,
        long launchedAt,
        String run,
        int attempts,
        long nextAt,
        long pollMs,
        long forgetAt,
        String stopping,
        long runningSince,
        int round,
        long lookingSince) {

    /** How far a remediation is. */
    public enum Phase {
        /** To be launched. */
        LAUNCHING,
        /** Launched; its job is asked now and then. */
        LAUNCHED,
        /** It is to be stopped before it begins. */
        CANCELLING,
        /** Nothing more to do. */
        OVER,
        /** To be looked at before anything is written down: could it be launched, and on how large a fleet. */
        CHECKING
    }
}
