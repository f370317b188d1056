package io.weir.pipeline.deliver;

import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.sink.notify.Notification;
import io.weir.sink.notify.NotifyOutcome;
import io.weir.sink.notify.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one channel is told of one incident: each phase once. At most one message is being told and one waits behind it;
 * what becomes due while a message could not be told yet takes its place and tells it along, so an outage ends with one
 * message. All times are milliseconds since the epoch.
 */
final class ChannelProgress {
    private static final int MOST_UNTOLD = 10;

    private final String channel;
    private final Set<Phase> phases = EnumSet.noneOf(Phase.class);
    private final List<String> untold = new ArrayList<>();
    private final Run run;
    private final ToldPhases toldPhases = new ToldPhases();
    private final Predicate<String> toldBefore;

    private Severity told;
    private int openedLife;
    private int resolvedLife;
    private Notification current;
    private long currentSince;
    private Notification later;
    private long laterSince;
    private boolean intent;
    private boolean uncertain;
    private int attempts;
    private long nextAttemptAt;
    private String problem;
    private String remark;

    /** What to do for a channel now. */
    enum Step {
        /** Nothing is to be told. */
        IDLE,
        /** It became due too long ago. */
        GIVE_UP,
        /** Not before {@link #wakeAt}. */
        WAIT,
        /** The wish has to get into the state, and that into a checkpoint. */
        INTEND,
        /** It is in the state and not yet safe. */
        AWAIT_CHECKPOINT,
        /** Tell it. */
        CALL
    }

    /**
     * A channel that was told nothing yet, as far as this job knows.
     *
     * @param toldBefore which phases the receipts of earlier lives say that it was told
     */
    ChannelProgress(String channel, Run run, Predicate<String> toldBefore) {
        this.channel = channel;
        this.run = run;
        this.toldBefore = toldBefore;
    }

    /** Takes up what is known. */
    static ChannelProgress of(ChannelState known, Run run, Predicate<String> toldBefore) {
        ChannelProgress progress = new ChannelProgress(known.channel(), run, toldBefore);
        progress.phases.addAll(known.phases());
        progress.untold.addAll(known.untold());
        progress.told = known.told();
        progress.openedLife = known.openedLife();
        progress.resolvedLife = known.resolvedLife();
        progress.current = known.current();
        progress.currentSince = known.currentSince();
        progress.later = known.later();
        progress.laterSince = known.laterSince();
        progress.intent = known.intent();
        // another run may have told it after it wrote this
        progress.uncertain = known.uncertain() || (known.intent() && !run.id().equals(known.run()));
        progress.attempts = known.attempts();
        progress.nextAttemptAt = known.nextAttemptAt();
        progress.problem = known.problem();
        progress.remark = known.remark();
        if (known.toldPhases() != null) {
            known.toldPhases().forEach(phase -> progress.toldPhases.tell(phase, List.of()));
        }
        progress.passOver();
        return progress;
    }

    /** What an earlier life told after it wrote this state is not told again. */
    private void passOver() {
        untold.removeIf(this::isTold);
        if (later != null && isTold(later.phase())) {
            later = null;
        }
        if (current != null && isTold(current.phase())) {
            goOn();
        }
    }

    /** Whether it was told this phase, by itself or along with another. */
    boolean isTold(String phase) {
        return toldPhases.has(phase) || toldBefore.test(phase);
    }

    /** Whether it is being told, or waits to be. */
    boolean isUnderWay(String phase) {
        return tells(current, phase) || tells(later, phase);
    }

    private static boolean tells(Notification message, String phase) {
        return message != null
                && (message.phase().equals(phase) || message.alsoTells().contains(phase));
    }

    /** What is to be kept. */
    ChannelState state() {
        return new ChannelState(
                channel,
                List.copyOf(phases),
                told,
                openedLife,
                resolvedLife,
                List.copyOf(untold),
                current,
                currentSince,
                later,
                laterSince,
                intent,
                uncertain,
                run.id(),
                attempts,
                nextAttemptAt,
                problem,
                toldPhases.all(),
                remark);
    }

    /**
     * Decides what a revision makes due.
     *
     * @param wanted what the routes that lead here now want told
     * @param first severity of the first revision that was seen of the incident
     * @return the phase; null for none
     */
    Phase due(Incident incident, Set<Phase> wanted, Severity first) {
        phases.addAll(wanted);
        if (phases.isEmpty()) {
            return null;
        }
        int life = Notifications.life(incident);
        Phase begin = life > 1 && (phases.contains(Phase.REOPENED) || openedLife > 0) ? Phase.REOPENED : Phase.OPENED;
        boolean begins = openedLife < life;
        openedLife = Math.max(openedLife, life);
        if (incident.status() == Incident.Status.RESOLVED) {
            if (begins && phases.contains(begin)) {
                untold(Notifications.name(begin, life, incident.severity()));
            }
            boolean ends = resolvedLife < life;
            resolvedLife = Math.max(resolvedLife, life);
            return ends && phases.contains(Phase.RESOLVED) ? Phase.RESOLVED : null;
        }
        if (begins && phases.contains(begin)) {
            told = incident.severity();
            return begin;
        }
        Severity before = told != null ? told : first != null ? first : incident.severity();
        told = incident.severity().worseThan(before) ? incident.severity() : before;
        return told != before && phases.contains(Phase.ESCALATED) ? Phase.ESCALATED : null;
    }

    /** Phases that are told along with the next message. */
    List<String> untold() {
        return List.copyOf(untold);
    }

    /** A phase was not told by itself. */
    void untold(String phase) {
        if (!untold.contains(phase)) {
            untold.add(phase);
        }
        if (untold.size() > MOST_UNTOLD) {
            untold.remove(0);
        }
    }

    /**
     * Something is to be told.
     *
     * @param running whether {@code current} is being told at this moment
     * @return the message that it took the place of; null for none
     */
    Notification tell(Notification next, long since, boolean running) {
        if (running) {
            Notification replaced = later;
            later = over(replaced, next);
            laterSince = since;
            return replaced;
        }
        Notification replaced = current;
        begin(over(replaced, next), since);
        return replaced;
    }

    /** Something that was given up is to be told after all, behind what is due. */
    void tellAgain(Notification again, long since, boolean running) {
        if (current == null) {
            begin(again, since);
        } else if (running && later == null) {
            later = again;
            laterSince = since;
        } else {
            untold(again.phase());
        }
    }

    /** The message that tells along what was not told, {@code earlier} among it where there is one. */
    private Notification over(Notification earlier, Notification next) {
        Set<String> along = new LinkedHashSet<>(untold);
        untold.clear();
        if (earlier != null) {
            along.addAll(earlier.alsoTells());
            along.add(earlier.phase());
        }
        along.addAll(next.alsoTells());
        along.remove(next.phase());
        List<String> phasesAlong = List.copyOf(along);
        return next.telling(phasesAlong.subList(Math.max(0, phasesAlong.size() - MOST_UNTOLD), phasesAlong.size()));
    }

    private void begin(Notification next, long since) {
        current = next;
        currentSince = since;
        intent = false;
        uncertain = false;
        attempts = 0;
        nextAttemptAt = 0;
        problem = null;
        remark = null;
    }

    /** What to do now. */
    Step next(long now, boolean safe, long giveUpAfterMs) {
        if (current == null) {
            return Step.IDLE;
        }
        if (now - currentSince > giveUpAfterMs) {
            return Step.GIVE_UP;
        }
        if (now < nextAttemptAt) {
            return Step.WAIT;
        }
        if (!intent) {
            return Step.INTEND;
        }
        return safe ? Step.CALL : Step.AWAIT_CHECKPOINT;
    }

    /** The wish to tell {@code current} is written into the state. */
    void intend() {
        intent = true;
    }

    /** It was told. */
    NotificationNews sent(NotifyOutcome.Sent sent) {
        String words = joined(uncertain ? "may have been told before" : null, joined(remark, sent.remark()));
        NotificationNews news = new NotificationNews(current, NotificationNews.SENT, words, null);
        toldPhases.tell(current.phase(), current.alsoTells());
        untold.removeIf(this::isTold);
        goOn();
        return news;
    }

    /** Either or both; null when there is neither. */
    private static String joined(String first, String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + "; " + second;
    }

    /**
     * It could not be told yet.
     *
     * @param at not to be tried before
     * @return the message whose place the one behind it takes; null when there is none
     */
    Notification retry(NotifyOutcome.Retry retry, long at) {
        attempts++;
        uncertain |= retry.uncertain();
        nextAttemptAt = at;
        problem = retry.reason();
        if (retry.partly() != null) {
            current = current.to(retry.partly().onlyTo());
            remark = joined(remark, retry.partly().remark());
        }
        if (current.onlyTo() != null) {
            problem = joined(problem, retry.detail());
        }
        if (later == null) {
            return null;
        }
        Notification next = later;
        later = null;
        return tell(next, laterSince, false);
    }

    /** It will not be told. */
    NotificationNews failed(String reason, String detail) {
        NotificationNews news = new NotificationNews(current, NotificationNews.FAILED, reason, joined(detail, remark));
        current.alsoTells().forEach(this::untold);
        untold(current.phase());
        goOn();
        return news;
    }

    private void goOn() {
        Notification next = later;
        later = null;
        begin(next == null ? null : over(null, next), laterSince);
    }

    Notification current() {
        return current;
    }

    int attempts() {
        return attempts;
    }

    /** When to look again: for the next attempt, or to give up. */
    long wakeAt(long giveUpAfterMs) {
        return Math.min(nextAttemptAt, currentSince + giveUpAfterMs + 1);
    }

    /** Why it could not be told so far, in words. */
    String problem() {
        return problem == null ? "not tried" : problem;
    }

    boolean idle() {
        return current == null;
    }
}
