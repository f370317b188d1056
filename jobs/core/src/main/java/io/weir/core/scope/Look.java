package io.weir.core.scope;

import io.weir.schema.Incident;
import io.weir.schema.RenderedMembers;
import io.weir.schema.TicketWish;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * What an incident looks like to whoever reads it, whenever and why it is shown: a mark of 64 bits, the same on every
 * machine. A change that gives the same mark would be shown with the next one: about one in 2^32, and outside the members
 * that of a text to another one of the same length and {@link String#hashCode}.
 */
final class Look {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long mark = FACTOR;

    private Look() {}

    /** The look of a revision: all of it but its number, its kind, its reason and its time. */
    static String of(Incident incident) {
        Look look = new Look();
        look.add(incident.tenant());
        look.add(incident.incidentId());
        look.add(incident.status());
        look.add(incident.scope());
        look.add(incident.rule());
        look.add(incident.rulesVersion());
        look.add(incident.severity());
        look.add(incident.urgency());
        look.add(incident.impact());
        look.add(incident.title());
        look.add(incident.openedAt());
        look.add(incident.resolvedAt());
        look.add(incident.resolution());
        look.add(incident.reopened());
        look.add(incident.memberCount());
        look.add(incident.firingCount());
        look.add(incident.membersOmitted());
        look.add(incident.scopeKey());
        look.add(incident.state());
        look.add(incident.priority());
        look.add(incident.facts());
        look.add(incident.suppressedCount());
        look.add(incident.cause());
        look.add(incident.likelySeat());
        look.add(incident.acknowledgedBy());
        look.add(incident.acknowledgedAt());
        look.add(incident.ticket());
        look.add(incident.live());
        look.add(RenderedMembers.of(incident.members()).json());
        return Long.toHexString(look.mark);
    }

    private void add(byte[] bytes) {
        mix(bytes.length);
        // in lanes: each step waits for the one before it in its own lane only
        long one = mark;
        long two = FACTOR;
        int i = 0;
        for (; i + 2 * Long.BYTES <= bytes.length; i += 2 * Long.BYTES) {
            one = mixed(one, (long) EIGHT_BYTES.get(bytes, i));
            two = mixed(two, (long) EIGHT_BYTES.get(bytes, i + Long.BYTES));
        }
        // one after the other: what is the same change in both must not undo itself
        mark = mixed(mixed(FACTOR, one), two);
        for (; i < bytes.length; i++) {
            mix(bytes[i]);
        }
    }

    private void add(TicketWish ticket) {
        if (ticket == null) {
            mix(1);
            return;
        }
        add(ticket.category());
        add(ticket.requester());
        add(ticket.assignGroup());
        List<String> assets = ticket.assets() == null ? List.of() : ticket.assets();
        add(assets.size());
        assets.forEach(this::add);
    }

    /** Entries in any order give the same mark. */
    private void add(Map<String, String> texts) {
        if (texts == null) {
            mix(1);
            return;
        }
        long sum = texts.size();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            sum += mixed(mixed(FACTOR, valueOf(entry.getKey())), valueOf(entry.getValue()));
        }
        mix(sum);
    }

    private void add(String text) {
        mix(text == null ? 1 : valueOf(text));
    }

    private void add(Number number) {
        mix(number == null ? Long.MIN_VALUE : number.longValue());
    }

    private void add(Enum<?> value) {
        mix(value == null ? -1 : valueOf(value.name()));
    }

    private void add(Boolean flag) {
        mix(flag == null ? 2 : flag ? 1 : 0);
    }

    private static long valueOf(String text) {
        return ((long) text.hashCode() << Integer.SIZE) | text.length();
    }

    private void mix(long value) {
        mark = mixed(mark, value);
    }

    private static long mixed(long mark, long value) {
        long product = (mark ^ value) * FACTOR;
        return product ^ (product >>> Integer.SIZE);
    }
}
