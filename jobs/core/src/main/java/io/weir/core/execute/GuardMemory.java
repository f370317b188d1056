package io.weir.core.execute;

import java.util.ArrayList;
import java.util.List;

/**
 * What one tenant's remediations take up. A state class: public fields, so that it is serialized field by field and can
 * grow. Times are milliseconds since the epoch, wall clock.
 */
public final class GuardMemory {
    /** What goes on now. */
    public List<Slot> slots = new ArrayList<>();
    /** Which hosts were remediated within the fleet window. */
    public List<Touch> touches = new ArrayList<>();

    /** Nothing goes on. */
    public GuardMemory() {}

    /**
     * One remediation that is not over.
     *
     * @param remediationId which
     * @param template what it runs
     * @param target where
     * @param waiting always false since who waits for a person counts like the others; true in old checkpoints
     */
    public record Slot(String remediationId, String template, String target, boolean waiting) {}

    /**
     * A host of an inventory.
     *
     * @param fleet the inventory
     * @param host its name
     * @param at when it was let through
     * @param remediationId by what; null in old checkpoints
     */
    public record Touch(String fleet, String host, long at, String remediationId) {}
}
