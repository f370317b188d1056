package io.weir.schema;

import java.util.List;

/**
 * What a rule book wants of an incident's ticket. Ids are the ticket system's; null leaves it to the tenant's default.
 *
 * @param category ITIL category
 * @param requester user who is named as requester
 * @param assignGroup group that gets the ticket
 * @param assets names of the computers to link, sorted; null or empty for none
 */
public record TicketWish(Integer category, Integer requester, Integer assignGroup, List<String> assets) {}
