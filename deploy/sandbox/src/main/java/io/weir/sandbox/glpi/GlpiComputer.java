package io.weir.sandbox.glpi;

/**
 * A computer in the asset list. Names may repeat in different entities.
 *
 * @param entity id of the owning entity
 * @param state id of its state, 0 for none
 */
public record GlpiComputer(int id, String name, int entity, int state) {}
