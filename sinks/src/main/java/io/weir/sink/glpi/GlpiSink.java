package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sink.Fence;
import io.weir.sink.TicketGlimpse;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketSink;
import io.weir.sink.http.HttpTarget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tickets in GLPI 10 and later, by its REST API version 1. A ticket that a person put into the trash or purged is not
 * made again.
 */
public final class GlpiSink implements TicketSink {
    private static final Pattern INCIDENT_ID = Pattern.compile("[0-9a-z-]{1,64}");
    private static final Pattern TICKET_ID = Pattern.compile("\\d{1,18}");

    private static final Logger LOG = LoggerFactory.getLogger(GlpiSink.class);
    /** GLPI's times have whole seconds, and a change may become visible a little after its time. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    /** So many times as long as a page took GLPI is left alone before the next one … */
    private static final int RESTS = 3;
    /** … but no longer than this in a look of as many pages as the last one: what a person did should be known soon. */
    private static final Duration RESTED_FOR = Duration.ofSeconds(10);

    private final GlpiOptions options;
    private final GlpiClient client;
    private final ChangeSweep living;
    private final ChangeSweep trashed;
    /** How long the last page took that {@link #changed} asked for. */
    private long pageNanos;
    /** How many pages this look has asked for … */
    private int pages;
    /** … and the one before it. */
    private int pagesBefore;

    private GlpiSink(GlpiOptions options, DoubleSupplier chance, Fence fence) {
        this.options = options;
        Duration overlap = options.settle().plus(OVERLAP);
        this.living = new ChangeSweep(false, overlap);
        this.trashed = new ChangeSweep(true, overlap);
        this.client =
                new GlpiClient(options, new HttpTarget("glpi", options.timeout(), options.breaker(), chance, fence));
    }

    /** A sink for these options; nothing is called before the first order. */
    public static GlpiSink create(GlpiOptions options) {
        return create(options, Fence.OPEN);
    }

    /** The same, sending nothing while {@code fence} is closed. */
    public static GlpiSink create(GlpiOptions options, Fence fence) {
        return new GlpiSink(options, () -> ThreadLocalRandom.current().nextDouble(), fence);
    }

    /**
     * The same with a source of chance of your own.
     *
     * @param chance spreads pauses; numbers from 0 (inclusive) to 1 (exclusive)
     */
    public static GlpiSink create(GlpiOptions options, DoubleSupplier chance) {
        return new GlpiSink(options, chance, Fence.OPEN);
    }

    @Override
    public TicketOutcome apply(TicketOrder order) {
        GlpiOptions.Tenant tenant = options.tenants().get(order.desired().tenant());
        if (tenant == null) {
            return new TicketOutcome.Failed(
                    "tenant-unknown",
                    "no GLPI entity is configured for tenant " + order.desired().tenant(),
                    order.ticketId());
        }
        if (!INCIDENT_ID.matcher(order.desired().incidentId()).matches()) {
            return new TicketOutcome.Failed(
                    "incident-id-invalid", order.desired().incidentId());
        }
        if (order.ticketId() != null && !TICKET_ID.matcher(order.ticketId()).matches()) {
            return new TicketOutcome.Failed("ticket-id-invalid", order.ticketId());
        }
        try (GlpiSession session = client.lease()) {
            return new Delivery(session, options, tenant, order).run();
        } catch (HaltException e) {
            return new TicketOutcome.Retry(
                    e.reason(), e.after(), order.uncertain(), order.ticketId(), List.of(), e.unavailable());
        }
    }

    @Override
    public synchronized void changed(Consumer<TicketGlimpse> told) {
        pagesBefore = pages;
        pages = 0;
        try {
            living.look(this::page, told);
            trashed.look(this::page, told);
        } catch (HaltException e) {
            LOG.info("GLPI cannot be asked now what changed: {}", e.reason());
        }
    }

    /**
     * A page of our tickets. A session for each, and a rest before the next: where we write without a pause there are
     * scores of them, each with whole descriptions, and what is to be delivered would wait behind them for seconds.
     */
    private List<JsonNode> page(boolean deleted, int first, int count) throws HaltException {
        if (first > 0) {
            rest(Math.min(RESTS * pageNanos, RESTED_FOR.toNanos() / Math.max(1, pagesBefore)));
        }
        pages++;
        try (GlpiSession session = client.lease()) {
            long begun = System.nanoTime();
            List<JsonNode> page = session.newest(TicketFields.TICKET, "[corr:", deleted, first, count);
            pageNanos = System.nanoTime() - begun;
            return page;
        }
    }

    private static void rest(long nanos) throws HaltException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HaltException.alone("interrupted", Duration.ZERO, e);
        }
    }

    @Override
    public boolean isLeftAlone() {
        return client.isLeftAlone();
    }

    @Override
    public void close() {
        client.close();
    }
}
