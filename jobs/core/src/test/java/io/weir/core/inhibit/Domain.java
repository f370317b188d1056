package io.weir.core.inhibit;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Onset;
import io.weir.core.Onset.Role;
import io.weir.core.sample.Books;
import io.weir.core.sample.Episodes;
import io.weir.core.scenario.KeyedRun;
import io.weir.schema.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One domain, told of one instant at a time, that answers in words: {@code +T@c<C} T starts in the scope of C under C,
 * {@code moved T@t<C} it leaves its own, {@code -T@c released} it leaves that of C. The scope of an alert is its name in
 * small letters.
 */
final class Domain {
    static final long LATE_JOIN_MS = 120_000;

    private static final String KEY = "domain";

    private final KeyedRun<InhibitState, List<EpisodeEvent>, InhibitOutput> run = new KeyedRun<>(new InhibitMachine());
    private final List<Decision> decisions = new ArrayList<>();

    /** Tells of events of the same instant, in this order. */
    List<String> tell(EpisodeEvent... events) {
        List<InhibitOutput> out = run.accept(KEY, List.of(events), events[0].at());
        out.stream().map(InhibitOutput::decision).filter(Objects::nonNull).forEach(decisions::add);
        return out.stream()
                .map(InhibitOutput::event)
                .filter(Objects::nonNull)
                .map(Domain::words)
                .toList();
    }

    /** What is known; null when nothing fires. */
    InhibitState state() {
        return run.states().get(KEY);
    }

    /** All decisions, each as reason, alert and cause. */
    List<String> decisions() {
        return decisions.stream()
                .map(d -> d.reason() + " " + d.fingerprint() + " " + d.detail().get("causeFingerprint"))
                .toList();
    }

    Decision lastDecision() {
        return decisions.get(decisions.size() - 1);
    }

    static String words(EpisodeEvent event) {
        String where = event.fingerprint() + "@" + event.scopeKey().substring(Books.TENANT.length() + 1);
        String cause = event.cause() == null ? "" : "<" + event.cause().fingerprint();
        return switch (event.kind()) {
            case STARTED -> "+" + where + cause;
            case MOVED -> "moved " + where + cause;
            case ENDED -> "-" + where + " " + event.ending().name().toLowerCase(Locale.ROOT);
            case CHANGED -> where + (event.flapping() ? " flaps" : " is calm");
            case ACKNOWLEDGED -> "acknowledged";
        };
    }

    static Role cause(int rule) {
        return role(rule, true, false, "x", LATE_JOIN_MS);
    }

    static Role target(int rule) {
        return role(rule, false, false, "x", LATE_JOIN_MS);
    }

    static Role role(int rule, boolean cause, boolean both, String match, long lateJoinMs) {
        return new Role("rule " + rule, "id" + rule, rule, rule == 9, cause, both, match, lateJoinMs);
    }

    static EpisodeEvent starts(String alert, long at, Role... roles) {
        return starts(alert, at, false, roles);
    }

    static EpisodeEvent starts(String alert, long at, boolean over, Role... roles) {
        Onset usual = Episodes.starts(alert, at).onset();
        Onset onset = new Onset(
                at,
                false,
                false,
                over,
                false,
                false,
                usual.severity(),
                usual.scope(),
                Map.of("alertname", alert, "instance", "web1"),
                usual.annotations(),
                usual.source(),
                null,
                usual.policy(),
                null,
                null,
                "d",
                List.of(roles),
                null,
                List.of(),
                Map.of(),
                null);
        return EpisodeEvent.started(at, Books.TENANT, scope(alert), alert, at, false, onset, null);
    }

    static EpisodeEvent ends(String alert, long startsAt, long at) {
        return ends(alert, startsAt, at, Ending.RECOVERED);
    }

    static EpisodeEvent ends(String alert, long startsAt, long at, Ending ending) {
        return EpisodeEvent.ended(at, Books.TENANT, scope(alert), alert, startsAt, at, ending);
    }

    static EpisodeEvent flaps(String alert, long startsAt, long at, boolean flapping) {
        return EpisodeEvent.changed(at, Books.TENANT, scope(alert), alert, startsAt, flapping);
    }

    private static String scope(String alert) {
        return Books.TENANT + "|" + alert.toLowerCase(Locale.ROOT);
    }
}
