package io.weir.sandbox.glpi;

/**
 * An entity, that is a tenant. The root entity has id 0 and exists always.
 *
 * @param parent id of the entity above
 * @param tag free text clients may search by, or {@code null}
 */
public record GlpiEntity(int id, String name, int parent, String tag) {}
