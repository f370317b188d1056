package io.weir.bridge.view;

import io.weir.schema.Control;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The brakes that were ever set: of each the newest record. Written by any thread, read by any. */
public final class Brakes {
    private record Newest(Control control, long offset) {}

    private final Map<String, Newest> byKey = new ConcurrentHashMap<>();

    /** A record of the topic; its offset says whether it is newer than what is known. */
    public void taken(Control control, long offset) {
        if (control.kind() == Control.Kind.BRAKE && control.on() != null) {
            byKey.merge(
                    control.key(),
                    new Newest(control, offset),
                    (before, next) -> next.offset >= before.offset ? next : before);
        }
    }

    /** The brake of a tenant; {@code tenant} null for the one of all. Null when it was never set. */
    public Control of(String tenant) {
        Newest newest = byKey.get(new Control(Control.Kind.BRAKE, tenant, null, null, null, null, null).key());
        return newest == null ? null : newest.control;
    }

    /** Those of single tenants, by their names. */
    public List<Control> ofTenants() {
        return byKey.values().stream()
                .map(Newest::control)
                .filter(control -> control.tenant() != null)
                .sorted((a, b) -> a.tenant().compareTo(b.tenant()))
                .toList();
    }

    /** How many are on. */
    long on() {
        return byKey.values().stream().filter(newest -> newest.control.on()).count();
    }
}
