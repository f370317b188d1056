package io.weir.pipeline.deliver;

import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the receipts say was done outside: an earlier life of the job may have got further than the state that this one
 * begins with (an older savepoint, or none at all). Bounded; what is forgotten is found again by the claims.
 */
final class ReceiptMemory {
    private static final int MOST = 500_000;

    private final Map<String, Ticket> tickets = bounded();
    private final Map<String, String> remediations = bounded();
    private final Map<String, ToldPhases> notifications = bounded();
    private final Map<String, String> refusals = bounded();
    private final Predicate<String> mine;
    private boolean any;

    /**
     * What is known of a ticket.
     *
     * @param ticketId null when not known
     * @param ticketUrl null when not known
     * @param shownRevision newest revision that it shows; 0 when none
     * @param closedRevision newest revision that was given up or passed over; 0 when none
     */
    record Ticket(String ticketId, String ticketUrl, long shownRevision, long closedRevision) {
        private static final Ticket UNKNOWN = new Ticket(null, null, 0, 0);

        private Ticket after(Receipt receipt) {
            long revision = receipt.revision() == null ? 0 : receipt.revision();
            boolean shows = switch (receipt.state()) {
                case "created", "updated", "solved", "reopened" -> true;
                default -> false;
            };
            boolean closes = switch (receipt.state()) {
                case "failed", "skipped", "expired" -> true;
                default -> false;
            };
            return new Ticket(
                    receipt.ticketId() == null ? ticketId : receipt.ticketId(),
                    receipt.ticketUrl() == null ? ticketUrl : receipt.ticketUrl(),
                    shows ? Math.max(shownRevision, revision) : shownRevision,
                    closes ? Math.max(closedRevision, revision) : closedRevision);
        }
    }

    /**
     * An empty memory.
     *
     * @param mine which keys, {@code tenant|incident} or {@code tenant}, are worth remembering here
     */
    ReceiptMemory(Predicate<String> mine) {
        this.mine = mine;
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** Takes note of a receipt. */
    void learn(Receipt receipt) {
        any = true;
        if (receipt.incidentId() == null) {
            return;
        }
        if (receipt.kind() == Receipt.Kind.TICKET) {
            String key = Topics.key(receipt.tenant(), receipt.incidentId());
            if (mine.test(key)) {
                tickets.put(key, tickets.getOrDefault(key, Ticket.UNKNOWN).after(receipt));
            }
        } else if (receipt.kind() == Receipt.Kind.NOTIFICATION) {
            String key = Topics.key(receipt.tenant(), receipt.incidentId());
            if (receipt.channel() != null && receipt.phase() != null && mine.test(key)) {
                notifications
                        .computeIfAbsent(channel(key, receipt.channel()), each -> new ToldPhases())
                        .learn(receipt.phase(), receipt.state());
            }
        } else if (receipt.kind() == Receipt.Kind.REMEDIATION && mine.test(receipt.tenant())) {
            String key = Topics.key(receipt.tenant(), receipt.remediationId());
            remediations.put(key, receipt.state());
            if (receipt.state().equals("refused")) {
                refusals.put(key, receipt.reason());
            } else {
                refusals.remove(key);
            }
        }
    }

    /** What is known of the ticket of {@code tenant|incident}; null when nothing. */
    Ticket ticket(String key) {
        return tickets.get(key);
    }

    /** Whether the channel was told of this phase of {@code tenant|incident}, by itself or along with another. */
    boolean told(String key, String channel, String phase) {
        ToldPhases told = notifications.get(channel(key, channel));
        return told != null && told.has(phase);
    }

    private static String channel(String key, String channel) {
        return key + "|" + channel;
    }

    /** The last word on a remediation; null when there is none. */
    String remediation(String tenant, String remediationId) {
        return remediations.get(Topics.key(tenant, remediationId));
    }

    /** Why a remediation was refused, if that is the last word on it; null when it is not. */
    String refusal(String tenant, String remediationId) {
        return refusals.get(Topics.key(tenant, remediationId));
    }

    /** Whether there was any receipt at all: this is not the first life of this Weir. */
    boolean hasAny() {
        return any;
    }
}
