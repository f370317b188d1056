package io.weir.pipeline.correlate;

import io.weir.core.directives.DirectiveBook;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Directive;
import io.weir.schema.Topics;
import io.weir.schema.rules.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directives read so far: durable in broadcast state, and compiled in memory. The compiled form is built again from
 * the state after a restore.
 */
final class DirectiveMemory {
    /** Ended downtimes, replaced rule books and topologies are kept so long, for alerts that come late. */
    private static final long KEEP_MS = 3_600_000;

    private static final long SWEEP_EVERY_MS = 600_000;
    private static final String CLOCK = "~clock";
    private static final Logger LOG = LoggerFactory.getLogger(DirectiveMemory.class);

    private final RuleBook defaultBook;
    private final long leadMs;
    private DirectiveBook book;
    private long clock = Long.MIN_VALUE;
    private long sweptAt;

    DirectiveMemory(RuleBook defaultBook, long leadMs) {
        this.defaultBook = defaultBook;
        this.leadMs = leadMs;
    }

    /** The compiled directives. */
    DirectiveBook book(ReadOnlyBroadcastState<String, DirectiveInput> state) throws Exception {
        if (book == null) {
            book = new DirectiveBook(defaultBook, leadMs);
            for (Map.Entry<String, DirectiveInput> entry : state.immutableEntries()) {
                DirectiveInput input = entry.getValue();
                clock = Math.max(clock, input.time());
                if (input.directive() != null) {
                    restore(input);
                }
            }
        }
        return book;
    }

    /**
     * What an earlier version took and this one does not, as a pattern that is too large by now, is obeyed no more; it must
     * not keep the job from going on.
     */
    private void restore(DirectiveInput input) {
        Directive directive = input.directive();
        try {
            book.apply(directive, input.time());
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "{} {} of tenant {} is not obeyed any more: {}",
                    directive.kind(),
                    directive.id(),
                    directive.tenant(),
                    e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Whether everything in force at {@code at} has been read. */
    boolean knows(long at) {
        return clock > at - leadMs;
    }

    /**
     * When an alert at {@code at} may be decided, as an instant of the watermark. The directives' clock may run ahead by
     * their lead, so not before the watermark is that far.
     */
    long decidableAt(long at) {
        return at;
    }

    /**
     * Takes one record of the topic.
     *
     * @return whether it came too late to be obeyed at its effective instant, given the alerts decided already
     * @throws RuntimeException when the directive cannot be read; then nothing was changed
     */
    boolean take(DirectiveInput input, BroadcastState<String, DirectiveInput> state, long watermark) throws Exception {
        DirectiveBook compiled = book(state);
        Directive directive = input.directive();
        if (directive != null) {
            compiled.apply(directive, input.time());
            if (directive.kind() != Directive.Kind.ACKNOWLEDGEMENT) {
                state.put(keyOf(directive, input.time()), input);
            }
        }
        if (input.time() > clock) {
            clock = input.time();
            state.put(CLOCK, new DirectiveInput(null, clock));
        }
        sweep(state, compiled, watermark);
        return directive != null && DirectiveBook.effectiveAt(directive, input.time(), leadMs) <= watermark;
    }

    private static String keyOf(Directive directive, long time) {
        return Topics.key(directive.tenant(), directive.kind().name(), directive.id(), Long.toString(time));
    }

    /**
     * Forgets what no alert can meet any more. By the watermark, not by the directives' own clock: a job that catches up
     * reads them far ahead of the alerts.
     */
    private void sweep(BroadcastState<String, DirectiveInput> state, DirectiveBook compiled, long watermark)
            throws Exception {
        if (watermark < sweptAt + SWEEP_EVERY_MS) {
            return;
        }
        sweptAt = watermark;
        long before = watermark - KEEP_MS;
        compiled.forget(before);
        Map<String, DirectiveInput> inForce = new HashMap<>();
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, DirectiveInput> entry : state.entries()) {
            DirectiveInput input = entry.getValue();
            Directive directive = input.directive();
            if (directive == null) {
                continue;
            }
            if (directive.downtime() != null) {
                if (!compiled.remembers(directive.tenant(), directive.downtime())) {
                    gone.add(entry.getKey());
                }
            } else if (effectiveAt(input) <= before) {
                // a rule book or a topology: each replaces the one before as a whole
                String what = Topics.key(directive.tenant(), directive.kind().name());
                DirectiveInput other = inForce.put(what, input);
                if (other != null && inOrderOfEffect().compare(other, input) > 0) {
                    inForce.put(what, other);
                    gone.add(entry.getKey());
                } else if (other != null) {
                    gone.add(keyOf(other.directive(), other.time()));
                }
            }
        }
        for (String key : gone) {
            state.remove(key);
        }
    }

    private Comparator<DirectiveInput> inOrderOfEffect() {
        return Comparator.comparingLong(this::effectiveAt)
                .thenComparing(DirectiveInput::time)
                .thenComparing(input -> input.directive().id());
    }

    private long effectiveAt(DirectiveInput input) {
        return DirectiveBook.effectiveAt(input.directive(), input.time(), leadMs);
    }
}
