package io.weir.sandbox.glpi;

import java.util.List;

/**
 * A ticket as it is stored. Times are server-local, {@code yyyy-MM-dd HH:mm:ss}.
 *
 * @param name title as the client sent it, cut to what fits
 * @param content HTML as the client sent it; not safe to show without care
 * @param status 1 new, 2 assigned, 3 planned, 4 pending, 5 solved, 6 closed, or any other number a client stored
 * @param priority 1 to 6
 * @param entity id of the owning entity
 * @param deleted whether it lies in the trash
 * @param solved {@code null} unless solved or closed
 * @param closed {@code null} unless closed
 * @param followups oldest first, like all lists here
 * @param links links in which this ticket is either end
 * @param externalId GLPI 11 only, {@code null} before
 */
public record GlpiTicket(
        int id,
        String name,
        String content,
        int status,
        int priority,
        int urgency,
        int impact,
        int type,
        int entity,
        int category,
        int requestType,
        boolean deleted,
        String opened,
        String solved,
        String closed,
        List<Followup> followups,
        List<Task> tasks,
        List<Solution> solutions,
        List<Link> links,
        List<Actor> actors,
        List<Item> items,
        String externalId) {

    /** A follow-up. */
    public record Followup(int id, String date, int user, String content, boolean isPrivate) {}

    /** A task; {@code uuid} is unique over all tickets. */
    public record Task(int id, String date, int user, String content, boolean isPrivate, String uuid, int state) {}

    /** A solution; status 2 waiting, 3 accepted, 4 refused. */
    public record Solution(int id, String date, int user, String content, int status) {}

    /** A link; kind 2 says that {@code first} is a duplicate of {@code second}. */
    public record Link(int id, int first, int second, int kind) {}

    /** A group or user; {@code kind} is {@code Group} or {@code User}, role 1 requester, 2 assignee, 3 observer. */
    public record Actor(String kind, int id, int role) {}

    /** A linked asset. */
    public record Item(String itemtype, int id) {}
}
