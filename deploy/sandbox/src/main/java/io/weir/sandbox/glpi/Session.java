package io.weir.sandbox.glpi;

/** A signed-in user and the entities this session works in. */
final class Session {
    private final GlpiUser user;
    private int entity;
    private boolean recursive = true;

    Session(GlpiUser user) {
        this.user = user;
    }

    GlpiUser user() {
        return user;
    }

    boolean isAdmin() {
        return user.profile() == GlpiProfile.SUPER_ADMIN;
    }

    synchronized int entity() {
        return entity;
    }

    synchronized boolean recursive() {
        return recursive;
    }

    synchronized void work(int newEntity, boolean withChildren) {
        entity = newEntity;
        recursive = withChildren;
    }
}
