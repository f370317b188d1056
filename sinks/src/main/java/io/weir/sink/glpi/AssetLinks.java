package io.weir.sink.glpi;

import io.weir.schema.TicketWish;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The computers that a ticket is about. GLPI would link anything, also a computer of another tenant: each is looked for in
 * the tenant's own entity first. A link that a person took away is not made again.
 */
final class AssetLinks {
    private static final Logger LOG = LoggerFactory.getLogger(AssetLinks.class);
    /** Each costs a look-up and a link; a ticket with more is about something else. */
    private static final int MOST = 50;

    private static final int MOST_NAMED = 3;

    private final GlpiSession session;
    private final int entity;
    private final SortedSet<String> linked;
    private final List<String> missing = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** @param linked names of those that need no link any more */
    AssetLinks(GlpiSession session, int entity, Set<String> linked) {
        this.session = session;
        this.entity = entity;
        this.linked = new TreeSet<>(linked);
    }

    /** Ids of the computers that are to be linked, for a ticket that is about to be made. */
    List<Integer> wanted(TicketWish wish) throws HaltException {
        Set<Integer> ids = new LinkedHashSet<>();
        for (String name : open(wish)) {
            find(name).ifPresent(computer -> {
                linked.add(name);
                ids.add(computer.id());
            });
        }
        return List.copyOf(ids);
    }

    /** Links those that are not linked yet to a ticket. */
    void link(TicketWish wish, String ticketId) throws HaltException {
        TicketRelation items = new TicketRelation(session, TicketFields.ITEM, ticketId);
        for (String name : open(wish)) {
            Optional<Computers.Computer> computer = find(name);
            if (computer.isEmpty()) {
                continue;
            }
            if (items.ensure(TicketFields.item(ticketId, computer.get().id()))) {
                linked.add(name);
            } else {
                refused.add(name);
            }
        }
    }

    private List<String> open(TicketWish wish) {
        if (wish == null || wish.assets() == null) {
            return List.of();
        }
        missing.clear();
        refused.clear();
        return wish.assets().stream()
                .filter(name -> !linked.contains(name))
                .limit(Math.max(0, MOST - linked.size()))
                .toList();
    }

    private Optional<Computers.Computer> find(String name) throws HaltException {
        Optional<Computers.Computer> computer;
        try {
            computer = new Computers(session).find(entity, name);
        } catch (ForbiddenException e) {
            // a ticket without its computers is better than none
            LOG.warn("GLPI does not let us see computers: {}", e.getMessage());
            computer = Optional.empty();
        }
        if (computer.isEmpty()) {
            missing.add(name);
        }
        return computer;
    }

    /** Names of those that are linked. */
    SortedSet<String> linked() {
        return linked;
    }

    /** What to tell of those that GLPI does not have, or does not link; empty when there is nothing. */
    List<String> words() {
        return Stream.concat(
                        missing.stream().limit(MOST_NAMED).map(name -> "computer not found: " + name),
                        refused.stream().limit(MOST_NAMED).map(name -> "computer not linked: " + name))
                .toList();
    }
}
