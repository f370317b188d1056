package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** GLPI's default matrix of urgency and impact, both from 1 to 5. */
final class Priority {
    private static final int[][] MATRIX = {
        {1, 1, 2, 2, 2}, {1, 2, 2, 3, 3}, {2, 2, 3, 4, 4}, {2, 3, 4, 4, 5}, {2, 3, 4, 5, 5},
    };

    private Priority() {}

    /** Puts values outside 1 to 5 back to 3 and computes the priority. */
    static void compute(ObjectNode ticket) {
        int urgency = inRange(ticket, "urgency");
        int impact = inRange(ticket, "impact");
        ticket.put("priority", MATRIX[urgency - 1][impact - 1]);
    }

    private static int inRange(ObjectNode ticket, String field) {
        int value = ticket.get(field).intValue();
        if (value < 1 || value > 5) {
            ticket.put(field, 3);
            return 3;
        }
        return value;
    }
}
