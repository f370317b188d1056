package io.weir.sandbox.glpi;

/** A row of a simple list: a group, a category, a request source or a state. */
public record GlpiNamed(int id, String name) {}
