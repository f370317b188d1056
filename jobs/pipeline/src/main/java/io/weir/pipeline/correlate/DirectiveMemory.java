package io.weir.pipeline.correlate;

import io.weir.core.directives.DirectiveBook;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Directive;
import io.weir.schema.Topics;
import io.weir.schema.rules.RuleBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The compiled directives; null while they were not {@link #read}. */
    DirectiveBook book() {
        return book;
    }

    /** Compiles what is kept, the first time. */
    DirectiveBook read(List<Map.Entry<String, KeptDirective>> kept) {
        if (book == null) {
            book = new DirectiveBook(defaultBook, leadMs);
            for (Map.Entry<String, KeptDirective> entry : kept) {
                restore(entry.getKey(), entry.getValue());
            }
        }
        return book;
    }

    /**
     * What an earlier version took and this one does not, as a pattern that is too large by now, is obeyed no more; it must
     * not keep the job from going on.
     */
    private void restore(String key, KeptDirective kept) {
        long time = kept.time();
        clock = Math.max(clock, time);
        try {
            Directive directive = kept.input().directive();
            if (directive != null) {
                book.apply(directive, time);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.error(
                    "{} is not obeyed any more: {}",
                    key,
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
     * Takes one record of the topic, when all that is kept was {@link #read}.
     *
     * @return whether it came too late to be obeyed at its effective instant, given the alerts decided already
     * @throws RuntimeException when the directive cannot be read; then nothing was changed
     */
    boolean take(DirectiveInput input, DirectiveShelves state, long watermark) throws Exception {
        Directive directive = input.directive();
        if (directive != null) {
            book.apply(directive, input.time());
            if (directive.kind() != Directive.Kind.ACKNOWLEDGEMENT) {
                state.put(keyOf(directive, input.time()), KeptDirective.of(input));
            }
        }
        if (input.time() > clock) {
            clock = input.time();
            state.putClock(KeptDirective.of(new DirectiveInput(null, clock)));
        }
        sweep(state, watermark);
        return directive != null && DirectiveBook.effectiveAt(directive, input.time(), leadMs) <= watermark;
    }

    private static String keyOf(Directive directive, long time) {
        return Topics.key(directive.tenant(), directive.kind().name(), directive.id(), Long.toString(time));
    }

    /**
     * Forgets what no alert can meet any more. By the watermark, not by the directives' own clock: a job that catches up
     * reads them far ahead of the alerts.
     */
    private void sweep(DirectiveShelves state, long watermark) throws Exception {
        if (watermark < sweptAt + SWEEP_EVERY_MS) {
            return;
        }
        sweptAt = watermark;
        long before = watermark - KEEP_MS;
        book.forget(before);
        Map<String, DirectiveInput> inForce = new HashMap<>();
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, KeptDirective> entry : state.all()) {
            DirectiveInput input = readable(entry.getValue());
            Directive directive = input.directive();
            if (directive == null) {
                continue;
            }
            if (directive.downtime() != null) {
                if (!book.remembers(directive.tenant(), directive.downtime())) {
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

    /** What cannot be read was told of at the restore, and stays until it can. */
    private static DirectiveInput readable(KeptDirective kept) {
        try {
            return kept.input();
        } catch (IOException e) {
            return new DirectiveInput(null, kept.time());
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
