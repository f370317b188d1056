package io.weir.sandbox.awx;

/** The recap of one host: how many tasks ended how. */
public record HostResult(int ok, int changed, int dark, int failures, int skipped, int rescued, int ignored) {
    /** One task that changed something. */
    public static HostResult changed(int tasks) {
        return new HostResult(tasks, tasks, 0, 0, 0, 0, 0);
    }

    /** Tasks that found nothing to change. */
    public static HostResult ok(int tasks) {
        return new HostResult(tasks, 0, 0, 0, 0, 0, 0);
    }

    /** One task that failed. */
    public static HostResult failed() {
        return new HostResult(0, 0, 0, 1, 0, 0, 0);
    }

    /** A host that could not be reached. */
    public static HostResult unreachable() {
        return new HostResult(0, 0, 1, 0, 0, 0, 0);
    }

    /** The one word AWX counts this host under. */
    String verdict() {
        if (dark > 0) {
            return "dark";
        }
        if (failures > 0) {
            return "failures";
        }
        if (changed > 0) {
            return "changed";
        }
        return ok > 0 ? "ok" : "skipped";
    }
}
