package io.weir.bridge.reconcile;

import io.weir.bridge.intake.KumaMetrics.Monitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which monitor an alert is about. By its id where Uptime Kuma tells it (2.0 and later); else by what it watches, since
 * names change; by its name where that says nothing, or not enough. What could be several is left open.
 *
 * @param monitor the one found; null when there is none
 * @param open whether it cannot be told
 */
record KumaMatch(Monitor monitor, boolean open) {
    private static final KumaMatch ABSENT = new KumaMatch(null, false);
    private static final KumaMatch OPEN = new KumaMatch(null, true);

    static KumaMatch of(Map<String, String> labels, List<Monitor> monitors) {
        String id = labels.getOrDefault("monitor_id", "");
        boolean withIds = !monitors.isEmpty()
                && monitors.stream().noneMatch(monitor -> monitor.id().isEmpty());
        if (withIds && !id.isEmpty()) {
            return one(monitors, monitor -> monitor.id().equals(id)).orElse(ABSENT);
        }
        String name = labels.getOrDefault("monitor", "");
        String type = labels.getOrDefault("monitor_type", "");
        String instance = labels.getOrDefault("instance", "");
        Predicate<Monitor> sameName =
                monitor -> !name.isEmpty() && monitor.name().equals(name);
        Predicate<Monitor> sameWatch =
                monitor -> monitor.type().equals(type) && monitor.instance().equals(instance);
        List<Monitor> watching = monitors.stream().filter(sameWatch).toList();
        if (!instance.isEmpty() && watching.size() == 1) {
            return new KumaMatch(watching.get(0), false);
        }
        if (!watching.isEmpty()) {
            // several watch the same, or what is watched has no address: only the name tells, and it may have changed
            return one(watching, sameName).orElse(OPEN);
        }
        return one(monitors, sameName).orElse(ABSENT);
    }

    /** Empty when there is none; open when there are several. */
    private static Optional<KumaMatch> one(List<Monitor> monitors, Predicate<Monitor> wanted) {
        List<Monitor> found = monitors.stream().filter(wanted).limit(2).toList();
        return switch (found.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new KumaMatch(found.get(0), false));
            default -> Optional.of(OPEN);
        };
    }
}
