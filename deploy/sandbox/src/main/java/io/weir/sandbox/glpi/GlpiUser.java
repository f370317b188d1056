package io.weir.sandbox.glpi;

/**
 * A user who can sign in.
 *
 * @param id number of the user, above 0
 * @param password for Basic log-in, or {@code null} for none
 * @param userToken for log-in by user token, or {@code null} for none
 * @param active an inactive user's credentials are refused
 */
public record GlpiUser(int id, String name, String password, String userToken, GlpiProfile profile, boolean active) {}
