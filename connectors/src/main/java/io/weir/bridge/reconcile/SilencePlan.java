package io.weir.bridge.reconcile;

import io.weir.schema.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has to be done so that an Alertmanager's silences follow the downtimes. One way only: no silence ever changes a
 * downtime. A silence that a person ended stays ended until the downtime is changed.
 */
final class SilencePlan {
    static final String PROJECTED = "projected";
    static final String EXPIRED = "expired";
    static final String FAILED = "failed";
    /** A new silence may not have come round the whole cluster so soon. */
    private static final Duration GOSSIP = Duration.ofMinutes(2);

    private static final Pattern NAME =
            Pattern.compile("weir downtime (\\S+) window (\\S+) of (\\S+?)(?:: .*)?", Pattern.DOTALL);

    private final String tenant;
    private final List<Silence> listed;
    private final Map<String, Map<String, Receipt>> receipts;
    private final Instant now;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> wanted = new HashSet<>();

    /** One thing to do. */
    sealed interface Step {}

    /** Make a silence, or change the one that {@code silence} names; its receipt follows from the answer. */
    record Put(SilenceWish wish, Silence silence) implements Step {}

    /** End a silence, then write {@code receipt} unless null. */
    record End(String id, Told told) implements Step {}

    /** Write a receipt only. */
    record Told(String downtimeId, String window, Long revision, String state, String reason, String silenceId)
            implements Step {}

    private SilencePlan(String tenant, List<Silence> listed, Map<String, Map<String, Receipt>> receipts, Instant now) {
        this.tenant = tenant;
        this.listed = listed;
        this.receipts = receipts;
        this.now = now;
    }

    /**
     * The steps in order.
     *
     * @param listed every silence of the Alertmanager
     * @param receipts newest receipt by downtime and window
     * @param isKnown whether there was ever such a downtime; what others projected is left alone
     */
    static List<Step> of(
            String tenant,
            List<SilenceWish> wishes,
            List<Silence> listed,
            Map<String, Map<String, Receipt>> receipts,
            Predicate<String> isKnown,
            Instant now) {
        SilencePlan plan = new SilencePlan(tenant, listed, receipts, now);
        wishes.forEach(plan::fulfil);
        plan.endUnwanted(isKnown);
        plan.forgetOver(wishes);
        return plan.steps;
    }

    private void fulfil(SilenceWish wish) {
        Receipt told = receipts.getOrDefault(wish.downtimeId(), Map.of()).get(wish.window());
        List<Silence> mine = listed.stream()
                .filter(silence -> isOf(wish, told, silence))
                .sorted(Comparator.comparing((Silence silence) ->
                                told == null || !silence.id().equals(told.externalId()))
                        .thenComparing(Silence::id))
                .toList();
        List<Silence> live = mine.stream().filter(Silence::live).toList();
        if (wish.refusal() != null) {
            if (!isTold(told, wish, FAILED)) {
                steps.add(told(wish, FAILED, wish.refusal(), null));
            }
            return;
        }
        if (live.isEmpty()) {
            create(wish, told, mine);
            return;
        }
        Silence kept = live.get(0);
        live.forEach(silence -> wanted.add(silence.id()));
        // two bridges, or a lost answer, made it twice
        live.stream().skip(1).forEach(twin -> steps.add(new End(twin.id(), null)));
        if (!wish.isFulfilledBy(kept)) {
            if (!isTold(told, wish, FAILED)) {
                steps.add(new Put(wish, wish.silence(kept)));
            }
        } else if (!isTold(told, wish, PROJECTED) || !kept.id().equals(told.externalId())) {
            steps.add(told(wish, PROJECTED, null, kept.id()));
        }
    }

    private void create(SilenceWish wish, Receipt told, List<Silence> ended) {
        if (isTold(told, wish, EXPIRED) || isTold(told, wish, FAILED)) {
            return;
        }
        if (isTold(told, wish, PROJECTED)) {
            boolean byAPerson = ended.stream()
                    .anyMatch(silence -> silence.id().equals(told.externalId()) && silence.endsAt() < wish.to());
            if (byAPerson) {
                steps.add(told(wish, EXPIRED, "ended at the Alertmanager before its time", told.externalId()));
                return;
            }
            if (Instant.ofEpochMilli(told.at()).isAfter(now.minus(GOSSIP))) {
                return;
            }
        }
        steps.add(new Put(wish, wish.silence(null)));
    }

    private void endUnwanted(Predicate<String> isKnown) {
        for (Silence silence : listed) {
            Matcher name = NAME.matcher(silence.comment());
            boolean ours = silence.live()
                    && silence.createdBy().equals(Silence.AUTHOR)
                    && name.matches()
                    && name.group(3).equals(tenant)
                    && isKnown.test(name.group(1));
            if (ours && !wanted.contains(silence.id())) {
                Receipt told = receipts.getOrDefault(name.group(1), Map.of()).get(name.group(2));
                Told ended = told != null && told.state().equals(FAILED)
                        ? null
                        : new Told(
                                name.group(1),
                                name.group(2),
                                told == null ? null : told.revision(),
                                EXPIRED,
                                "the downtime no longer asks for it",
                                silence.id());
                steps.add(new End(silence.id(), ended));
            }
        }
    }

    /** What is told of a silence to be there ends with it. */
    private void forgetOver(List<SilenceWish> wishes) {
        Set<String> wished = new HashSet<>();
        wishes.forEach(wish -> wished.add(wish.downtimeId() + " " + wish.window()));
        Set<String> live = new HashSet<>();
        listed.stream().filter(Silence::live).forEach(silence -> live.add(silence.id()));
        receipts.forEach((downtimeId, windows) -> windows.forEach((window, told) -> {
            boolean over = told.state().equals(PROJECTED) && !wished.contains(downtimeId + " " + window);
            if (over && live.contains(told.externalId()) && !isEnding(told.externalId())) {
                // its comment was edited; the id is what we go by
                steps.add(new End(told.externalId(), expired(told, "the downtime no longer asks for it")));
            } else if (over && !live.contains(told.externalId())) {
                steps.add(expired(told, "its time is over"));
            }
        }));
    }

    private boolean isEnding(String silenceId) {
        return steps.stream()
                .anyMatch(step -> step instanceof End end && end.id().equals(silenceId));
    }

    private static Told expired(Receipt told, String reason) {
        return new Told(told.downtimeId(), told.phase(), told.revision(), EXPIRED, reason, told.externalId());
    }

    private boolean isOf(SilenceWish wish, Receipt told, Silence silence) {
        boolean byId = told != null && silence.id().equals(told.externalId());
        return byId || (silence.createdBy().equals(Silence.AUTHOR) && wish.isNamedBy(tenant, silence.comment()));
    }

    private static boolean isTold(Receipt told, SilenceWish wish, String state) {
        return told != null
                && told.state().equals(state)
                && told.revision() != null
                && told.revision() == wish.revision();
    }

    static Told told(SilenceWish wish, String state, String reason, String silenceId) {
        return new Told(wish.downtimeId(), wish.window(), wish.revision(), state, reason, silenceId);
    }
}
