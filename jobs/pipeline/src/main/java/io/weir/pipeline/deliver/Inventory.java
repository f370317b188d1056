package io.weir.pipeline.deliver;

import io.weir.sink.AssetSink;
import io.weir.sink.Fence;
import io.weir.sink.glpi.GlpiAssets;
import io.weir.sink.glpi.GlpiOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * The inventory whose machines downtimes take out of service.
 *
 * @param opener opens it on a task
 * @param tenants what happens to each tenant's machines; those that are left alone are not in it
 */
record Inventory(Opener opener, Map<String, GlpiOptions.Maintenance> tenants) implements Serializable {
    /** Calls at once: it is never urgent. */
    static final int CALLS = 2;

    /** Opens an inventory. */
    @FunctionalInterface
    interface Opener extends Serializable {
        /**
         * Opens it.
         *
         * @param fence closed: nothing may be sent
         */
        AssetSink open(Fence fence);
    }

    /** GLPI's; null when no tenant wants it. */
    static Inventory of(GlpiOptions glpi) {
        if (!glpi.maintains()) {
            return null;
        }
        Map<String, GlpiOptions.Maintenance> tenants = new HashMap<>();
        glpi.tenants().keySet().forEach(tenant -> {
            if (glpi.maintenanceOf(tenant) != null) {
                tenants.put(tenant, glpi.maintenanceOf(tenant));
            }
        });
        return new Inventory(fence -> GlpiAssets.create(glpi.withAtMost(CALLS), fence), tenants);
    }

    /** The label that names a tenant's machines; null when they are left alone. */
    String label(String tenant) {
        GlpiOptions.Maintenance maintenance = tenants.get(tenant);
        return maintenance == null ? null : maintenance.label();
    }

    /** The state that says maintenance; 0 when a tenant's machines are left alone. */
    int state(String tenant) {
        GlpiOptions.Maintenance maintenance = tenants.get(tenant);
        return maintenance == null ? 0 : maintenance.state();
    }
}
