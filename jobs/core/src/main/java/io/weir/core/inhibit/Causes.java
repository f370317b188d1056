package io.weir.core.inhibit;

import io.weir.core.Onset.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is under whom, given all that fires; the order in which it is given makes no difference.
 *
 * <p>A target can be muted when it is muted already, or when a cause came at most {@code lateJoin} after it was shown;
 * then every cause counts. All pairs of cause and target are gone through in the order of their rules in the book, then
 * of the causes' starts, then of their fingerprints. A target goes under the first cause that is not under the target
 * itself. So of two that mute each other the rule that comes first in the book decides, and of every circle one alert
 * stays to be seen: an alert that is not muted has no cause but those beneath it.
 */
final class Causes {
    private static final Comparator<Suspect> IN_ORDER = Comparator.<Suspect>comparingLong(
                    suspect -> suspect.started().at())
            .thenComparing(suspect -> suspect.started().fingerprint());

    private final Map<String, Rule> rules = new HashMap<>();

    private Causes() {}

    /** Tells each suspect what it is under. */
    static void find(List<Suspect> suspects) {
        Causes causes = new Causes();
        suspects.stream()
                .filter(suspect -> suspect.mutes && suspect.roles().stream().anyMatch(Role::cause))
                .sorted(IN_ORDER)
                .forEach(causes::hearCause);
        if (causes.rules.isEmpty()) {
            return;
        }
        suspects.stream().filter(causes::canBeMuted).forEach(causes::hearTarget);
        List<Map.Entry<String, Rule>> inOrder = new ArrayList<>(causes.rules.entrySet());
        inOrder.sort(Comparator.<Map.Entry<String, Rule>>comparingInt(entry -> entry.getValue().precedence)
                .thenComparing(Map.Entry::getKey));
        inOrder.forEach(entry -> entry.getValue().decide());
    }

    private void hearCause(Suspect cause) {
        for (Role role : cause.roles()) {
            if (role.cause()) {
                Rule rule = rules.computeIfAbsent(role.id(), id -> new Rule());
                rule.precedence = Math.min(rule.precedence, role.precedence());
                Party party = new Party(cause, role);
                rule.causes.add(party);
                Side side = rule.sides.computeIfAbsent(role.match(), match -> new Side());
                (role.both() ? side.causesOfBoth : side.causes).add(party);
            }
        }
    }

    private void hearTarget(Suspect target) {
        for (Role role : target.roles()) {
            Side side = sideOf(role);
            if (side != null) {
                (role.both() ? side.targetsOfBoth : side.targets).add(new Party(target, role));
            }
        }
    }

    private boolean canBeMuted(Suspect target) {
        if (target.firing.under() != null) {
            return true;
        }
        for (Role role : target.roles()) {
            Side side = sideOf(role);
            if (side != null
                    && (joins(target, side.causes, role) || (!role.both() && joins(target, side.causesOfBoth, role)))) {
                return true;
            }
        }
        return false;
    }

    /** Where the causes of a target are; null when there are none, and for the role of a cause. */
    private Side sideOf(Role role) {
        Rule rule = role.cause() ? null : rules.get(role.id());
        return rule == null ? null : rule.sides.get(role.match());
    }

    /** The earliest cause decides: of all it may be the least late. */
    private static boolean joins(Suspect target, List<Party> causes, Role role) {
        for (Party cause : causes) {
            if (!cause.suspect.isSame(target)) {
                return cause.suspect.started().at() - target.firing.shownSince() <= role.lateJoinMs();
            }
        }
        return false;
    }

    /** An alert in one of its roles. */
    private record Party(Suspect suspect, Role role) {}

    /** One rule: its causes in order, and all with a part in it by the hash of the values that must be the same. */
    private static final class Rule {
        private int precedence = Integer.MAX_VALUE;
        private final List<Party> causes = new ArrayList<>();
        private final Map<String, Side> sides = new HashMap<>();

        private void decide() {
            for (Party cause : causes) {
                Side side = sides.get(cause.role.match());
                side.targets = mute(side.targets, cause.suspect);
                if (!cause.role.both()) {
                    side.targetsOfBoth = mute(side.targetsOfBoth, cause.suspect);
                }
            }
        }

        /** Puts targets under the cause; those that the cause is under are left. */
        private static List<Party> mute(List<Party> targets, Suspect cause) {
            List<Party> left = new ArrayList<>();
            for (Party target : targets) {
                if (target.suspect.above != null) {
                    continue;
                }
                if (cause.root() == target.suspect || cause.isSame(target.suspect)) {
                    left.add(target);
                } else {
                    target.suspect.goUnder(cause, target.role);
                }
            }
            return left;
        }
    }

    /** Causes and targets of one rule whose values are the same; apart those that match both sides of the rule. */
    private static final class Side {
        private final List<Party> causes = new ArrayList<>();
        private final List<Party> causesOfBoth = new ArrayList<>();
        private List<Party> targets = new ArrayList<>();
        private List<Party> targetsOfBoth = new ArrayList<>();
    }
}
