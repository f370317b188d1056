package io.weir.core.execute;

import io.weir.schema.Remediation;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a remediation may begin beside what goes on already. What is too much is refused at once, never queued: a storm
 * of fifty alerts must not become fifty restarts, one after the other. Pure; the memory is changed in place by its owner.
 */
public final class Guardrails {
    /** So much at once. */
    public static final String CONCURRENCY = "concurrency";
    /** So many hosts for one incident. */
    public static final String BLAST_RADIUS = "blast-radius";
    /** So large a part of an inventory within the window. */
    public static final String FLEET_SHARE = "fleet-share";
    /** A downtime holds the alert by now. */
    public static final String IN_DOWNTIME = "in-downtime";
    /** Somebody stopped all launches. */
    public static final String BRAKE = "brake";

    private final GuardLimits limits;

    /** Guardrails with these limits. */
    public Guardrails(GuardLimits limits) {
        this.limits = limits;
    }

    /**
     * Whether there is room for it; takes the room when there is.
     *
     * @param reach the incident's; null when nothing was remediated for it
     * @return why not; null when it may go on
     */
    public GuardRefusal enter(GuardMemory memory, IncidentReach reach, Remediation request) {
        String target = String.valueOf(request.target());
        GuardRefusal full = full(memory, slot -> slot.target().equals(target), limits.perTarget(), "on " + target);
        if (full == null) {
            full = full(
                    memory,
                    slot -> slot.template().equals(request.template()),
                    limits.perTemplate(),
                    "of " + request.template());
            full = full != null ? full : full(memory, slot -> true, limits.perTenant(), "of this tenant");
        }
        GuardRefusal no = full != null ? full : blast(reach, request);
        if (no == null) {
            memory.slots.add(new GuardMemory.Slot(request.remediationId(), request.template(), target, false));
        }
        return no;
    }

    private static GuardRefusal full(GuardMemory memory, Predicate<GuardMemory.Slot> alike, int limit, String whose) {
        long taken = memory.slots.stream().filter(alike).count();
        return taken < limit
                ? null
                : new GuardRefusal(CONCURRENCY, taken + " remediations " + whose + " go on, " + limit + " may");
    }

    private GuardRefusal blast(IncidentReach reach, Remediation request) {
        if (dryRun(request) || reach == null || reach.hosts().contains(request.target())) {
            return null;
        }
        return reach.hosts().size() < limits.hostsPerIncident()
                ? null
                : new GuardRefusal(
                        BLAST_RADIUS,
                        reach.hosts().size() + " hosts were remediated for this incident, " + limits.hostsPerIncident()
                                + " may");
    }

    /**
     * Whether the host may be touched, now that its inventory is known; notes it when it may. Dry runs touch nothing.
     *
     * @param fleet the inventory; null when an earlier attempt was let through, then nothing is asked
     * @param hosts enabled hosts in it
     * @return why not; null when it may go on
     */
    public GuardRefusal touch(
            GuardMemory memory, IncidentReach reach, Remediation request, String fleet, int hosts, long now) {
        memory.touches.removeIf(touch -> touch.at() + limits.fleetWindowMs() <= now);
        if (dryRun(request) || fleet == null) {
            return null;
        }
        // while it was looked at, another one of the incident may have been let through
        GuardRefusal blast = blast(reach, request);
        if (blast != null) {
            return blast;
        }
        Predicate<GuardMemory.Touch> same =
                touch -> touch.fleet().equals(fleet) && touch.host().equals(request.target());
        long others = memory.touches.stream()
                .filter(touch -> touch.fleet().equals(fleet))
                .filter(same.negate())
                .map(GuardMemory.Touch::host)
                .distinct()
                .count();
        long most = Math.max(1, (long) hosts * limits.fleetShare() / 100);
        if (others >= most) {
            return new GuardRefusal(
                    FLEET_SHARE,
                    others + " of " + hosts + " hosts were remediated within " + limits.fleetWindowMs() / 1000 + " s, "
                            + most + " may");
        }
        memory.touches.add(new GuardMemory.Touch(fleet, request.target(), now, request.remediationId()));
        return null;
    }

    /** The incident's reach once a host was let through; {@code reach} unchanged for a dry run. */
    public static IncidentReach reached(IncidentReach reach, Remediation request, long now) {
        if (dryRun(request)) {
            return reach;
        }
        IncidentReach before = reach == null ? new IncidentReach(List.of(), now, List.of()) : reach;
        return before.with(request.target(), request.remediationId(), now);
    }

    /** It was let through but touched nothing: its host is not counted for it. */
    public static void giveBack(GuardMemory memory, String remediationId) {
        memory.touches.removeIf(touch -> remediationId.equals(touch.remediationId()));
    }

    /** It is over. */
    public static void leave(GuardMemory memory, String remediationId) {
        memory.slots.removeIf(slot -> slot.remediationId().equals(remediationId));
    }

    /** Whether nothing is remembered. */
    public static boolean isEmpty(GuardMemory memory, long windowMs, long now) {
        return memory.slots.isEmpty() && memory.touches.stream().allMatch(touch -> touch.at() + windowMs <= now);
    }

    private static boolean dryRun(Remediation request) {
        return request.mode() == Remediation.Mode.DRY_RUN;
    }
}
