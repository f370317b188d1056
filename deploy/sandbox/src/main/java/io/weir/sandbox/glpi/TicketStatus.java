package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Status numbers and the dates that go with them. Any number is accepted, as by the real one. */
final class TicketStatus {
    static final int NEW = 1;
    static final int ASSIGNED = 2;
    static final int PENDING = 4;
    static final int SOLVED = 5;
    static final int CLOSED = 6;

    private TicketStatus() {}

    static int of(ObjectNode ticket) {
        return ticket.get("status").intValue();
    }

    static boolean isOver(int status) {
        return status == SOLVED || status == CLOSED;
    }

    /** Sets the status and sets or clears the dates that depend on it. */
    static void set(ObjectNode ticket, int status, String now) {
        ticket.put("status", status);
        if (!isOver(status)) {
            ticket.putNull("solvedate");
        } else if (status == SOLVED || ticket.get("solvedate").isNull()) {
            ticket.put("solvedate", now);
        }
        if (status == CLOSED) {
            ticket.put("closedate", now);
            return;
        }
        ticket.putNull("closedate");
        if (status != PENDING && status != SOLVED) {
            ticket.putNull("begin_waiting_date");
        } else if (ticket.get("begin_waiting_date").isNull()) {
            ticket.put("begin_waiting_date", now);
        }
    }
}
