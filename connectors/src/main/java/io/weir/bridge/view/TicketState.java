package io.weir.bridge.view;

import io.weir.schema.Receipt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of an incident's ticket. Immutable.
 *
 * @param receipt newest receipt about what was done, with the id and link of an older one where it has none
 * @param status what the ticket system calls its status; null when not known
 * @param statusSince since when it is known to be so, milliseconds since the epoch; null when not known
 * @param statusReason who or what made it so, in words; null when nobody said
 * @param shownRevision newest revision that it shows; 0 when none
 * @param duplicates how many other tickets of the incident were linked as duplicates and solved
 */
record TicketState(
        Receipt receipt, String status, Long statusSince, String statusReason, long shownRevision, int duplicates) {
    /** Only the status is news. */
    private static final String OBSERVED = "observed";

    private static final String MERGED = "merged";
    /** How many, at the front of the reason of a {@code merged}; it is one where no number is. */
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})\\b.*");

    /** After {@code receipt}; {@code before} null when it is the first. */
    static TicketState after(TicketState before, Receipt receipt) {
        if (before == null) {
            return new TicketState(receipt, null, null, null, shown(receipt), 0)
                    .withStatus(receipt)
                    .withDuplicates(receipt);
        }
        boolean done = !receipt.state().equals(OBSERVED) && !receipt.state().equals(MERGED);
        Receipt newest = done ? withTicketOf(before.receipt, receipt) : before.receipt;
        return new TicketState(
                        newest,
                        before.status,
                        before.statusSince,
                        before.statusReason,
                        Math.max(before.shownRevision, shown(receipt)),
                        before.duplicates)
                .withStatus(receipt)
                .withDuplicates(receipt);
    }

    private static long shown(Receipt receipt) {
        boolean shows = switch (receipt.state()) {
            case "created", "updated", "solved", "reopened" -> true;
            default -> false;
        };
        return shows && receipt.revision() != null ? receipt.revision() : 0;
    }

    private TicketState withStatus(Receipt news) {
        if (news.ticketStatus() == null || news.ticketStatus().equals(status)) {
            return this;
        }
        return new TicketState(receipt, news.ticketStatus(), news.at(), news.reason(), shownRevision, duplicates);
    }

    private TicketState withDuplicates(Receipt news) {
        if (!news.state().equals(MERGED)) {
            return this;
        }
        Matcher number = NUMBER.matcher(news.reason() == null ? "" : news.reason());
        int more = number.matches() ? Integer.parseInt(number.group(1)) : 1;
        return new TicketState(receipt, status, statusSince, statusReason, shownRevision, duplicates + more);
    }

    private static Receipt withTicketOf(Receipt older, Receipt newer) {
        return newer.ticketId() != null
                ? newer
                : new Receipt(
                        newer.tenant(),
                        newer.kind(),
                        newer.incidentId(),
                        newer.revision(),
                        newer.state(),
                        newer.reason(),
                        older.ticketId(),
                        older.ticketUrl(),
                        newer.remediationId(),
                        newer.jobId(),
                        newer.jobUrl(),
                        newer.fingerprint(),
                        newer.downtimeId(),
                        newer.at(),
                        newer.ticketStatus(),
                        newer.channel(),
                        newer.phase(),
                        newer.externalId());
    }
}
